package dev.sbomagent.inventory;

/**
 * A place that is not looked at.
 *
 * @param path absolute inside the root, without links; everything below it is meant, too
 * @param why in words for the report; {@code configured} for what the operator excluded
 */
public record Excluded(String path, String why) implements Comparable<Excluded> {
  /** The reason of places that the configuration names. */
  public static final String CONFIGURED = "configured";

  @Override
  public int compareTo(Excluded other) {
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : why.compareTo(other.why);
  }
}
