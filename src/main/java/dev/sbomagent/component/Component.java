package dev.sbomagent.component;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One installed thing, as a cataloger saw it.
 *
 * @param slot what it is
 * @param version canonical version, null when the source states none
 * @param purl package URL as syft writes it today, null where syft writes none
 * @param locations absolute paths inside the root that prove it, the primary one first
 * @param presence how much of it is there
 */
public record Component(
    Slot slot,
    @Nullable String version,
    @Nullable String purl,
    List<String> locations,
    Presence presence) {
  public Component {
    locations = List.copyOf(locations);
  }

  /** The version, if one is stated. */
  public Optional<String> statedVersion() {
    return Optional.ofNullable(version);
  }
}
