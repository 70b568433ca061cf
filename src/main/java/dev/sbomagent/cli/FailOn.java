package dev.sbomagent.cli;

import dev.sbomagent.drift.Kind;
import dev.sbomagent.drift.Unverified;
import dev.sbomagent.report.Finding;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Verdict;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --fail-on} makes of a report. It narrows the exit status, never the verdict.
 *
 * @param atLeast findings of at least this severity fail; null when no severity was named
 * @param kinds findings of these kinds fail
 * @param unverified whether any unverified component is inconclusive
 */
record FailOn(@Nullable Severity atLeast, Set<Kind> kinds, boolean unverified) {
  /** Every finding fails. */
  static final FailOn ANY = new FailOn(null, Set.of(), false);

  static FailOn parse(Optional<String> text) throws Refusal {
    Severity atLeast = null;
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    boolean unverified = false;
    for (String word : text.map(t -> t.split(",", -1)).orElse(new String[0])) {
      Optional<Severity> severity = Severity.of(word);
      Optional<Kind> kind = Kind.of(word);
      if (severity.isPresent()) {
        atLeast =
            atLeast == null || severity.get().compareTo(atLeast) < 0 ? severity.get() : atLeast;
      } else if (kind.isPresent()) {
        kinds.add(kind.get());
      } else if (word.equals("unverified")) {
        unverified = true;
      } else {
        throw Refusal.usage(
            "--fail-on does not know '"
                + word
                + "': use low, medium, high, critical, added, removed, upgraded, downgraded,"
                + " changed, altered or unverified");
      }
    }
    return new FailOn(atLeast, kinds, unverified);
  }

  int status(Report report) {
    if (report.verdict() == Verdict.UNTRUSTED) {
      return Exit.UNTRUSTED;
    }
    for (Finding finding : report.findings()) {
      if (fails(finding)) {
        return Exit.DIFFERENT;
      }
    }
    Unverified left = report.unverified();
    boolean open = unverified && left != null && left.total() > 0;
    return report.inDoubt() || open ? Exit.INCONCLUSIVE : Exit.OK;
  }

  private boolean fails(Finding finding) {
    boolean any = atLeast == null && kinds.isEmpty();
    boolean grave = atLeast != null && finding.severity().compareTo(atLeast) >= 0;
    return any || grave || kinds.contains(finding.deviation().kind());
  }
}
