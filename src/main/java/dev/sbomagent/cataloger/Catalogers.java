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
        new JavaCataloger(),
        new GoCataloger(),
        new RustCataloger(),
        new KernelCataloger(),
        new JvmCataloger());
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
