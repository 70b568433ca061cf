package dev.sbomagent.cli;

import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.golden.BaselineWriter;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a golden of this machine. */
final class BaselineCommand implements Command {
  @Override
  public String name() {
    return "baseline";
  }

  @Override
  public String summary() {
    return "Write a golden of this machine: CycloneDX 1.6, the same bytes every time";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.value("-o", "FILE", "Where to write it; - is standard output");
    syntax.flag("--npm", "List npm packages below node_modules as well");
    syntax.flag("--executables", "List every executable by SHA-256, whoever brought it");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    String target =
        call.value("-o").orElseThrow(() -> Refusal.usage("baseline needs -o FILE, or -o -"));
    Settings settings = Settings.of(call);
    Host host = call.host();
    Exclusions exclusions = Exclusions.of(host, settings.places());
    Inventory inventory = Inventory.take(host, asked(call), exclusions);
    Map<Family, List<Component>> components = components(inventory);
    ListedFiles files = new ListedFiles(listed(inventory, exclusions));
    ProgressLine progress = new ProgressLine(call.terminal(), files.size());
    FileObservations observed = FileObserver.observe(host, files, progress);
    progress.end();
    requireReadable(files, observed);
    BaselineWriter.Header header =
        new BaselineWriter.Header(
            time(call), Version.current(), os(host), "/", settings.exclude(), properties(call));
    write(call, target, header, components, files, observed);
    return Exit.OK;
  }

  private static List<Cataloger> asked(Invocation call) {
    List<Cataloger> asked = new ArrayList<>();
    for (Cataloger cataloger : Catalogers.all()) {
      boolean wanted =
          switch (cataloger.family()) {
            case NODE -> call.flag("--npm");
            case FILE -> call.flag("--executables");
            default -> true;
          };
      if (wanted) {
        asked.add(cataloger);
      }
    }
    return asked;
  }

  private static Map<String, String> properties(Invocation call) {
    return call.flag("--executables") ? Map.of(BaselineWriter.EXECUTABLES, "yes") : Map.of();
  }

  private static Map<Family, List<Component>> components(Inventory inventory) throws Refusal {
    Map<Family, List<Component>> components = new EnumMap<>(Family.class);
    for (Cataloging cataloging : inventory.catalogings().values()) {
      if (cataloging instanceof Cataloging.Failed failed) {
        throw unreadable(failed.family().cataloger() + ": " + failed.reason());
      }
      if (cataloging.family() != Family.FILE) {
        components.put(
            cataloging.family(),
            cataloging instanceof Cataloging.Complete complete ? complete.components() : List.of());
      }
    }
    return components;
  }

  /** What packages own, and the files that prove components. */
  private static List<String> listed(Inventory inventory, Exclusions exclusions) throws Refusal {
    TreeSet<String> paths = new TreeSet<>();
    for (Cataloging cataloging : inventory.catalogings().values()) {
      if (cataloging instanceof Cataloging.Complete complete) {
        for (Component component : complete.installed()) {
          paths.addAll(component.locations());
        }
        try {
          paths.addAll(complete.files().listed());
        } catch (MalformedException e) {
          throw unreadable(String.valueOf(e.getMessage()));
        }
      }
    }
    List<String> listed = new ArrayList<>();
    for (String path : paths) {
      if (exclusions.covers(path).isEmpty()) {
        listed.add(path);
      }
    }
    return listed;
  }

  private static void requireReadable(ListedFiles files, FileObservations observed) throws Refusal {
    for (int i = 0; i < files.size(); i++) {
      if (observed.kind(i) == FileKind.UNREADABLE) {
        throw unreadable(observed.reason(i));
      }
    }
  }

  private static Refusal unreadable(String what) {
    return new Refusal(
        Exit.INCONCLUSIVE,
        "no golden was written: " + what,
        "a golden lists all or nothing: run as root");
  }

  private static Sbom.@Nullable Os os(Host host) {
    return host.osRelease()
        .map(release -> new Sbom.Os(release.id(), release.versionId()))
        .orElse(null);
  }

  private static void write(
      Invocation call,
      String target,
      BaselineWriter.Header header,
      Map<Family, List<Component>> components,
      ListedFiles files,
      FileObservations observed)
      throws Refusal {
    if (!target.equals("-")) {
      ReportFile.write(
          Path.of(target),
          out -> BaselineWriter.write(out, header, components, files.regular(observed)));
      return;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      BaselineWriter.write(whole, header, components, files.regular(observed));
    } catch (IOException impossible) {
      throw new IllegalStateException("memory cannot fail", impossible);
    }
    call.terminal().out().write(whole.toByteArray());
  }

  /** SOURCE_DATE_EPOCH in seconds (reproducible-builds.org), else now, in whole seconds. */
  private static Instant time(Invocation call) throws Refusal {
    Optional<String> epoch = call.terminal().environment().sourceDateEpoch();
    if (epoch.isEmpty()) {
      return Instant.ofEpochSecond(call.clock().instant().getEpochSecond());
    }
    try {
      return Instant.ofEpochSecond(Long.parseLong(epoch.get()));
    } catch (NumberFormatException | DateTimeException wrong) {
      throw Refusal.usage("SOURCE_DATE_EPOCH is no number of seconds: '" + epoch.get() + "'");
    }
  }
}
