package dev.sbomagent.drift;

import dev.sbomagent.component.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares Debian packages with their states (contract, rule 5): what {@code deinstall},
 * half-installed and residual packages mean depends on what the golden's generator lists.
 */
final class DpkgStates {
  /**
   * What the golden's generator lists.
   *
   * @param deselected packages marked for removal that are still installed
   * @param residual packages of which only configuration files are left
   * @param nameOnly packages the database merely knows, as a component without version
   */
  record Lists(boolean deselected, boolean residual, boolean nameOnly) {}

  private final Lists lists;
  private final Unverified unverified;
  private final List<Deviation> deviations;
  private final SortedSet<String> selectionDoubts = new TreeSet<>();

  DpkgStates(Lists lists, Unverified unverified, List<Deviation> deviations) {
    this.lists = lists;
    this.unverified = unverified;
    this.deviations = deviations;
  }

  /** Compares; returns the packages whose selection state leaves the question open. */
  SortedSet<String> compare(Collection<Entry> golden, Collection<Entry> host) {
    for (SlotPair pair : SlotPair.pair(golden, host)) {
      if (pair.golden().isEmpty()) {
        unlisted(pair);
      } else {
        listed(pair);
      }
    }
    return selectionDoubts;
  }

  private void unlisted(SlotPair pair) {
    List<Entry> installed = pair.host(Presence.INSTALLED);
    List<Entry> deselected = pair.host(Presence.DESELECTED);
    if (lists.deselected() || !installed.isEmpty()) {
      installed.addAll(deselected);
    } else if (!deselected.isEmpty()) {
      unverified.add(Unverified.Why.SELECTION_STATE, pair.slot().ecosystem(), deselected.size());
      selectionDoubts.add(pair.slot().name());
    }
    Versions.compare(pair.slot(), List.of(), installed).ifPresent(deviations::add);
    if (installed.isEmpty()) {
      unverified.add(
          Unverified.Why.NO_EVIDENCE, pair.slot().ecosystem(), pair.host(Presence.PARTIAL).size());
    }
  }

  private void listed(SlotPair pair) {
    List<Entry> present = pair.host(Presence.INSTALLED, Presence.DESELECTED, Presence.PARTIAL);
    if (present.isEmpty()) {
      gone(pair);
    } else if (lists.nameOnly() && SlotPair.versions(pair.golden()).isEmpty()) {
      // a component without version stands for a package that was known, not installed
      nameOnly(pair);
    } else {
      Versions.compare(pair.slot(), pair.golden(), present).ifPresent(deviations::add);
    }
  }

  private void nameOnly(SlotPair pair) {
    List<Entry> installed = pair.host(Presence.INSTALLED);
    if (!SlotPair.versions(installed).isEmpty()) {
      Versions.compare(pair.slot(), List.of(), installed).ifPresent(deviations::add);
    }
  }

  private void gone(SlotPair pair) {
    List<Entry> removed = new ArrayList<>();
    SortedSet<String> left = SlotPair.locations(pair.host(Presence.RESIDUAL));
    boolean residual = !pair.host(Presence.RESIDUAL).isEmpty();
    boolean known = !pair.host(Presence.KNOWN).isEmpty();
    for (Entry entry : pair.golden()) {
      if (residual && lists.residual() && mayHaveBeenResidual(entry, left)) {
        unverified.add(Unverified.Why.CONFIG_FILES_STATE, pair.slot().ecosystem());
      } else if (entry.version() != null) {
        removed.add(entry);
      } else if (!known) {
        unverified.add(Unverified.Why.NO_EVIDENCE, pair.slot().ecosystem());
      }
    }
    Versions.compare(pair.slot(), removed, List.of()).ifPresent(deviations::add);
  }

  /**
   * An installed package has a list of checksums; its entry would name it, and removal deletes it.
   */
  private static boolean mayHaveBeenResidual(Entry golden, SortedSet<String> left) {
    for (String location : golden.locations()) {
      if (location.endsWith(".md5sums")) {
        return left.contains(location);
      }
    }
    return true;
  }
}
