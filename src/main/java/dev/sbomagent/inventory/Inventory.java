package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one machine.
 *
 * @param catalogings the answer of every cataloger that was asked
 * @param databases families whose package database is there, read or not
 * @param exclusions what of the machine is not compared, and why
 * @param readers the catalogers of files that were asked
 * @param malformed files of catalogers that could not be understood, by path, with the reason
 * @param unsupported files of catalogers in a form that is not read
 */
public record Inventory(
    Map<Family, Cataloging> catalogings,
    Set<Family> databases,
    Exclusions exclusions,
    Map<Family, FileCataloger> readers,
    SortedMap<String, String> malformed,
    Set<String> unsupported) {
  public Inventory {
    catalogings = java.util.Collections.unmodifiableMap(new TreeMap<>(catalogings));
    databases = Set.copyOf(databases);
    readers = java.util.Collections.unmodifiableMap(new TreeMap<>(readers));
    malformed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(malformed));
    unsupported = Set.copyOf(unsupported);
  }

  /** Asks every one of the catalogers. */
  public static Inventory take(Host host, List<Cataloger> catalogers, Exclusions exclusions) {
    return take(host, catalogers, exclusions, Set.of(), null, Instant.EPOCH);
  }

  /**
   * Asks every one of the catalogers.
   *
   * @param programs paths that are looked into as programs, whatever their names and sizes
   * @param memory of the inventory before; null to look at everything
   * @param now by the clock that stamps the machine's files; without a memory any time will do
   */
  public static Inventory take(
      Host host,
      List<Cataloger> catalogers,
      Exclusions exclusions,
      Set<String> programs,
      @Nullable WalkMemory memory,
      Instant now) {
    Map<Family, Cataloging> catalogings = new TreeMap<>();
    List<FileCataloger> ofFiles = new ArrayList<>();
    Map<Family, FileCataloger> readers = new TreeMap<>();
    if (memory != null) {
      memory.begin(now, List.of(host.root(), exclusions.places(), catalogers, programs));
    }
    for (Cataloger cataloger : catalogers) {
      if (cataloger instanceof DatabaseCataloger database) {
        catalogings.put(
            cataloger.family(),
            memory == null ? database.catalog(host) : memory.catalog(host, database));
      } else if (cataloger instanceof FileCataloger files) {
        ofFiles.add(files);
        readers.put(files.family(), files);
      }
    }
    Walked walked = new Walk(host, ofFiles, exclusions, programs, memory).run();
    for (FileCataloger cataloger : ofFiles) {
      catalogings.put(cataloger.family(), cataloging(cataloger, walked, catalogings));
    }
    return new Inventory(
        catalogings,
        PackageDatabases.present(host),
        exclusions,
        readers,
        walked.malformed(),
        walked.unsupported());
  }

  private static Cataloging cataloging(
      FileCataloger cataloger, Walked walked, Map<Family, Cataloging> databases) {
    Family family = cataloger.family();
    String failed = walked.failed().get(family);
    if (failed != null) {
      return new Cataloging.Failed(family, failed);
    }
    List<Component> components = walked.found().getOrDefault(family, List.of());
    if (cataloger.yieldsToPackages()) {
      try {
        components = withoutOwned(components, databases);
      } catch (MalformedException e) {
        return new Cataloging.Failed(family, String.valueOf(e.getMessage()));
      }
    }
    List<Component> sorted = new ArrayList<>(components);
    sorted.sort(BySlot.ORDER);
    return new Cataloging.Complete(family, sorted, List.of(), PackageFiles.NONE);
  }

  private static List<Component> withoutOwned(
      List<Component> components, Map<Family, Cataloging> databases) throws MalformedException {
    List<Component> kept = new ArrayList<>();
    for (Component component : components) {
      boolean owned = false;
      for (Cataloging database : databases.values()) {
        owned |=
            database instanceof Cataloging.Complete complete
                && complete.files().owns(component.locations().get(0));
      }
      if (!owned) {
        kept.add(component);
      }
    }
    return kept;
  }

  /**
   * Whether the family's cataloger reads what is at this path, if something is: false for names it
   * does not want and for forms it does not read. A family that was not asked is not to blame.
   *
   * @param path absolute inside the root
   */
  public boolean reads(Family family, String path) {
    FileCataloger reader = readers.get(family);
    if (reader == null) {
      return true;
    }
    int slash = path.lastIndexOf('/');
    return slash >= 0
        && !unsupported.contains(path)
        && (reader.wantsPrograms()
            || reader.wants(path.substring(0, slash), path.substring(slash + 1)));
  }

  /**
   * The machine's architecture as its own package database tells it, never the running kernel's.
   */
  public Optional<String> architecture() {
    for (Cataloging cataloging : catalogings.values()) {
      if (cataloging.family().isOsPackages()
          && cataloging instanceof Cataloging.Complete packages) {
        Optional<String> architecture = Architecture.of(packages);
        if (architecture.isPresent()) {
          return architecture;
        }
      }
    }
    return Optional.empty();
  }
}
