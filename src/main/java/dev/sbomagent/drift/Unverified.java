package dev.sbomagent.drift;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what could not be checked, by reason and ecosystem. Not thread-safe while counting. */
public final class Unverified {
  /** Why a component could not be checked: the closed list of the contract. */
  public enum Why {
    AMBIGUOUS_GENERATION,
    BY_PRESENCE,
    CONFIG_FILES_STATE,
    NO_EVIDENCE,
    NOT_IMPLEMENTED,
    OUTSIDE_SCOPE,
    SELECTION_STATE,
    UNREADABLE;

    /** The code in every output. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** One row of the count. */
  public record Key(Why why, String ecosystem) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      // the reasons are declared in the order of their codes
      int byReason = why.compareTo(other.why);
      return byReason != 0 ? byReason : ecosystem.compareTo(other.ecosystem);
    }
  }

  private final SortedMap<Key, Integer> counts = new TreeMap<>();

  void add(Why why, String ecosystem, int count) {
    if (count > 0) {
      counts.merge(new Key(why, ecosystem), count, Integer::sum);
    }
  }

  void add(Why why, String ecosystem) {
    add(why, ecosystem, 1);
  }

  /** How many in all. */
  public int total() {
    int total = 0;
    for (int count : counts.values()) {
      total += count;
    }
    return total;
  }

  /** The counts, sorted by reason, then ecosystem. */
  public SortedMap<Key, Integer> byReason() {
    return java.util.Collections.unmodifiableSortedMap(counts);
  }
}
