package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import java.util.Set;

/**
 * What the caller asked to have compared.
 *
 * @param only families asked for; empty means all
 * @param files whether file contents are compared
 * @param strict whether tolerated alterations are findings
 */
public record Scope(Set<Family> only, boolean files, boolean strict) {
  public Scope {
    only = Set.copyOf(only);
  }

  /** Whether this family is asked for. */
  public boolean asks(Family family) {
    return only.isEmpty() || only.contains(family);
  }
}
