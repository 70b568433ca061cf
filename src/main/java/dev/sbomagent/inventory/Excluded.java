package dev.sbomagent.inventory;

import java.util.Optional;

/**
 * A place that is not looked at.
 *
 * @param path absolute inside the root, without links; everything below it is meant, too
 * @param why in words for the report; {@code configured} for what the operator excluded
 */
public record Excluded(String path, String why) implements Comparable<Excluded> {
  /** The reason of places that the configuration names. */
  public static final String CONFIGURED = "configured";

  /** How the reason begins for a place that shows again what lies elsewhere. */
  static final String REPEATS = "repeats ";

  /** The same file where it is looked at, if this place merely shows it again. */
  public Optional<String> original(String file) {
    return why.startsWith(REPEATS)
        ? Optional.of(why.substring(REPEATS.length()) + file.substring(path.length()))
        : Optional.empty();
  }

  @Override
  public int compareTo(Excluded other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : why.compareTo(other.why);
  }
}
