package dev.sbomagent.drift;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.Sbom;
import dev.sbomagent.golden.SbomException;
import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.Mounts;
import dev.sbomagent.inventory.PackageFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A comparison made by hand: what a golden lists, and what was cataloged of a folder. */
final class Trial {
  private final Path root;
  private final List<String> entries = new ArrayList<>();
  private final Map<Family, Cataloging> catalogings = new EnumMap<>(Family.class);
  private final Map<Family, FileCataloger> readers = new EnumMap<>(Family.class);
  private final TreeMap<String, String> malformed = new TreeMap<>();
  private final Set<String> unsupported = new TreeSet<>();
  private Set<Family> databases = Set.of();
  private List<String> excluded = List.of();
  private String syft = "1.54.1";

  Trial(Path root) {
    this.root = root;
  }

  Trial syft(String version) {
    syft = version;
    return this;
  }

  /** Adds an entry to the golden, as this cataloger of syft writes it. */
  Trial lists(String cataloger, String purl, String location) {
    int at = purl.lastIndexOf('@');
    entries.add(
        ("{'type':'library','name':'%s','version':'%s','purl':'%s','properties':["
                + "{'name':'syft:package:foundBy','value':'%s'},"
                + "{'name':'syft:location:0:path','value':'%s'}]}")
            .formatted(
                purl.substring(purl.indexOf('/') + 1, at),
                purl.substring(at + 1),
                purl,
                cataloger,
                location));
    return this;
  }

  Trial listsFile(String path) {
    entries.add(
        "{'type':'file','name':'%s','hashes':[{'alg':'SHA-256','content':'%s'}]}"
            .formatted(path, "0".repeat(64)));
    return this;
  }

  /** What a family's cataloger found, its components named {@code name version location}. */
  Trial found(Family family, String... components) {
    return found(family, List.of(), components);
  }

  Trial found(Family family, List<String> databases, String... components) {
    List<Component> all = new ArrayList<>();
    for (String one : components) {
      String[] words = one.split(" ", -1);
      all.add(
          new Component(
              new Slot(family.ecosystem(), "", words[0], ""),
              words[1],
              null,
              List.of(words[2]),
              Presence.INSTALLED));
    }
    return is(new Cataloging.Complete(family, all, databases, PackageFiles.NONE));
  }

  Trial is(Cataloging cataloging) {
    catalogings.put(cataloging.family(), cataloging);
    return this;
  }

  Trial databases(Family... present) {
    databases = Set.of(present);
    return this;
  }

  Trial malformed(String path, String reason) {
    malformed.put(path, reason);
    return this;
  }

  Trial unsupported(String path) {
    unsupported.add(path);
    return this;
  }

  Trial excluded(String... places) {
    excluded = List.of(places);
    return this;
  }

  /** The family's cataloger wants files whose name ends so. */
  Trial reads(Family family, String suffix) {
    readers.put(family, new Reader(family, suffix));
    return this;
  }

  Sbom golden() {
    return golden("syft", syft, String.join(",", entries));
  }

  static Sbom golden(String tool, String version, String entries) {
    String document =
        ("{'bomFormat':'CycloneDX','specVersion':'1.6','metadata':{'tools':{'components':["
                + "{'type':'application','name':'%s','version':'%s'}]},"
                + "'component':{'type':'file','name':'/'}},'components':[%s]}")
            .formatted(tool, version, entries)
            .replace('\'', '"');
    try {
      return Sbom.parse(document.getBytes(StandardCharsets.UTF_8), SbomLimits.standard());
    } catch (SbomException refused) {
      throw new AssertionError(refused.getMessage(), refused);
    }
  }

  Drift compare(Family... only) {
    Sbom golden = golden();
    // a host is one look
    Host host = Host.at(root);
    Exclusions exclusions =
        Exclusions.of(host, Mounts.none(), new Exclusions.Configured(excluded, List.of()));
    Inventory inventory =
        new Inventory(catalogings, databases, exclusions, readers, malformed, unsupported);
    PresencePaths presence = PresencePaths.of(golden, inventory);
    return Comparison.of(
        golden,
        inventory,
        presence,
        FileObserver.presence(host, presence),
        null,
        Witness.NONE,
        new Scope(Set.of(only), false, false));
  }

  /** The deviations, as {@code kind name [expected] [observed]}. */
  static List<String> said(List<Deviation> deviations) {
    List<String> said = new ArrayList<>();
    for (Deviation deviation : deviations) {
      said.add(
          deviation.kind().label()
              + " "
              + deviation.slot().name()
              + " "
              + deviation.expected()
              + " "
              + deviation.observed());
    }
    return said;
  }

  /** What could not be checked, as {@code reason ecosystem count}. */
  static List<String> unverified(Drift drift) {
    List<String> out = new ArrayList<>();
    drift
        .unverified()
        .byReason()
        .forEach((key, count) -> out.add(key.why().code() + " " + key.ecosystem() + " " + count));
    return out;
  }

  /** The row of a family, as {@code state components reason}. */
  static String row(Drift drift, Family family) {
    for (CoverageRow row : drift.coverage()) {
      if (row.family() == family) {
        String text = row.state().label() + " " + row.components();
        return row.reason() == null ? text : text + " " + row.reason();
      }
    }
    return "none";
  }

  /** The doubts, as {@code code: message}. */
  static List<String> doubts(Drift drift) {
    List<String> out = new ArrayList<>();
    for (Doubt doubt : drift.doubts()) {
      out.add(doubt.code().label() + ": " + doubt.message());
    }
    return out;
  }

  private record Reader(Family family, String suffix) implements FileCataloger {
    @Override
    public boolean wants(String folder, String name) {
      return name.endsWith(suffix);
    }

    @Override
    public List<Component> read(FoundFile file) {
      return List.of();
    }
  }
}
