package dev.sbomagent.component;

/**
 * Where a component's version lives: two components in one slot are versions of the same thing.
 * Names are canonical ({@link Purl}); group and arch are empty where the ecosystem has none.
 *
 * @param ecosystem purl type, or {@code file}, {@code kernel}, {@code binary}
 * @param group Maven group id, else empty
 * @param name canonical name, with namespace for golang, npm and composer
 * @param arch architecture as the ecosystem writes it, empty when unknown
 */
public record Slot(String ecosystem, String group, String name, String arch)
    implements Comparable<Slot> {
  /** The same slot for any architecture. */
  public Slot anyArch() {
    return arch.isEmpty() ? this : new Slot(ecosystem, group, name, "");
  }

  @Override
  public int compareTo(Slot other) {
    int order = ecosystem.compareTo(other.ecosystem);
    if (order == 0) {
      order = group.compareTo(other.group);
    }
    if (order == 0) {
      order = name.compareTo(other.name);
    }
    return order == 0 ? arch.compareTo(other.arch) : order;
  }
}
