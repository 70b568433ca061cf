package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Pause;
import java.util.List;

/** Every cataloger there is. To add one: its file, and its line here. */
public final class Catalogers {
  static final Pause SLEEP = new Sleep();

  private Catalogers() {}

  /** All of them, by family. */
  public static List<Cataloger> all() {
    return List.of(
        new DpkgCataloger(SLEEP),
        new RpmCataloger(SLEEP),
        new ApkCataloger(SLEEP),
        new AlpmCataloger(SLEEP),
        new OpkgCataloger(SLEEP),
        new PortageCataloger(SLEEP),
        new PythonCataloger(),
        new JavaCataloger(),
        new GoCataloger(),
        new RustCataloger(),
        new GemCataloger(),
        new NodeCataloger(),
        new PhpCataloger(),
        new DotnetCataloger(),
        new CondaCataloger(),
        new RCataloger(),
        new ErlangCataloger(),
        new KernelCataloger(),
        new JvmCataloger(),
        new ExecutableCataloger());
  }

  /** Waits in earnest. */
  private static final class Sleep implements Pause {
    @Override
    public void millis(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
