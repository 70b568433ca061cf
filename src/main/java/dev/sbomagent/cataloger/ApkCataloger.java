package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.ApkDatabase.Source;
import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Alpine packages, from apk's own database; virtual ones among them. */
public final class ApkCataloger implements DatabaseCataloger {
  private final Pause pause;

  /**
   * A cataloger of any host.
   *
   * @param pause waits while apk is writing
   */
  public ApkCataloger(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Family family() {
    return Family.APK;
  }

  @Override
  public Cataloging catalog(Host host) {
    try {
      List<Source> sources = ApkDatabase.read(host, false, pause);
      return sources.isEmpty() ? new Cataloging.Absent(Family.APK) : complete(host, sources);
    } catch (HostException | MalformedException e) {
      return new Cataloging.Failed(Family.APK, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Cataloging.Failed(Family.APK, "apk database cannot be read");
    }
  }

  private Cataloging complete(Host host, List<Source> sources) {
    TreeSet<String> databases = new TreeSet<>();
    List<Component> components = new ArrayList<>();
    for (Source source : sources) {
      databases.add(source.path());
      databases.add(source.realPath());
      @Nullable ApkPurl purls = ApkPurl.on(host, source.realPath());
      List<String> location = List.of(source.realPath());
      for (ApkEntry entry : source.entries()) {
        components.add(
            new Component(
                slot(entry),
                entry.version(),
                purls == null ? null : purls.of(entry),
                location,
                Presence.INSTALLED));
      }
    }
    return new Cataloging.Complete(
        Family.APK,
        Merged.of(components),
        List.copyOf(databases),
        new ApkPackageFiles(host, pause));
  }

  static Slot slot(ApkEntry entry) {
    return new Slot(
        Family.APK.ecosystem(), "", entry.name().toLowerCase(Locale.ROOT), entry.arch());
  }
}
