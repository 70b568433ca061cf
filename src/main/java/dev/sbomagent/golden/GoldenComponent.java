package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One component that a document lists, canonical, without files.
 *
 * @param basis how it can be compared with a machine
 * @param family the family that would catalog it, null unless {@code basis} is CATALOGED
 * @param slot what it is
 * @param version canonical version, null when the document states none
 * @param foundBy the cataloger that the document names, empty when it names none
 * @param locations absolute paths inside the scanned root, in document order
 */
public record GoldenComponent(
    Basis basis,
    @Nullable Family family,
    Slot slot,
    @Nullable String version,
    String foundBy,
    List<String> locations) {
  /** How a listed component can be compared with a machine. */
  public enum Basis {
    /** By a family that reads what is installed. */
    CATALOGED,
    /** By its file alone: declared dependencies, binaries by signature, anything unknown. */
    PRESENCE,
    /** Not at all: package archives and snaps are not the machine's own software. */
    OUTSIDE
  }

  public GoldenComponent {
    locations = List.copyOf(locations);
  }

  /** The first location, if there is any. */
  public Optional<String> primaryLocation() {
    return locations.isEmpty() ? Optional.empty() : Optional.of(locations.get(0));
  }
}
