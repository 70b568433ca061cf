package dev.sbomagent.daemon;

import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.drift.Doubt;
import dev.sbomagent.drift.Kind;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.Finding;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Verdict;
import dev.sbomagent.trust.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of each topic. A topic that the report cannot speak of is not among them, and
 * stays as it was: what could not be read is neither gone nor mended.
 */
final class Sightings {
  private static final int MAX_MESSAGE = 600;

  /** What a wrong golden means: an attack, a mistake, or something not there yet. */
  private static final Set<Reason> CRITICAL =
      Set.of(Reason.BAD_SIGNATURE, Reason.WRONG_KEY, Reason.SUPERSEDED);

  private static final Set<Reason> MEDIUM =
      Set.of(
          Reason.MISSING_GOLDEN, Reason.MISSING_SIGNATURE, Reason.NO_TRUSTED_KEY, Reason.EXPIRED);

  private Sightings() {}

  /**
   * Of a plain check.
   *
   * @param doubts those of its comparison; none when nothing was compared
   * @param open what is open, by topic
   */
  static Map<Topic, Optional<Sighting>> of(
      Report report, List<Doubt> doubts, Map<Topic, Open> open) {
    Map<Topic, Optional<Sighting>> seen = new EnumMap<>(Topic.class);
    if (report.verdict() == Verdict.UNTRUSTED) {
      seen.put(Topic.GOLDEN, Optional.of(golden(report)));
      return seen;
    }
    seen.put(Topic.GOLDEN, Optional.empty());
    seen.put(Topic.INVENTORY, inventory(report, doubts));
    drift(Topic.DRIFT, report.findings(), report, open.get(Topic.DRIFT))
        .ifPresent(drift -> seen.put(Topic.DRIFT, drift));
    return seen;
  }

  /**
   * Of the comparison of file contents.
   *
   * @param report of everything
   * @param plain the findings of the same look without file contents, which are another topic's
   */
  static Optional<Optional<Sighting>> ofFiles(
      Report report, List<Finding> plain, @Nullable Open open) {
    Set<String> known = new HashSet<>();
    for (Finding finding : plain) {
      known.add(finding.id());
    }
    List<Finding> files = new ArrayList<>();
    for (Finding finding : report.findings()) {
      if (!known.contains(finding.id())) {
        files.add(finding);
      }
    }
    return drift(Topic.FILES, files, report, open);
  }

  private static Sighting golden(Report report) {
    Report.Explanation why = explanation(report);
    Severity severity = Severity.HIGH;
    for (Reason reason : Reason.values()) {
      if (reason.code().equals(why.code())) {
        severity =
            CRITICAL.contains(reason)
                ? Severity.CRITICAL
                : MEDIUM.contains(reason) ? Severity.MEDIUM : severity;
      }
    }
    return Sighting.of(Topic.GOLDEN, why.code(), severity, why.code(), message(why.message()));
  }

  private static Optional<Sighting> inventory(Report report, List<Doubt> doubts) {
    if (!report.inDoubt()) {
      return Optional.empty();
    }
    Report.Explanation why = explanation(report);
    boolean gone = false;
    for (Doubt doubt : doubts) {
      gone |= doubt.code() == Doubt.Code.DATABASE_GONE;
    }
    // by what is in doubt, not by the words: a count in them would change with every check
    List<String> what = new ArrayList<>();
    for (Doubt doubt : doubts) {
      what.add(doubt.code() + "\n");
    }
    for (CoverageRow row : report.coverage()) {
      if (row.state() != CoverageRow.State.COMPLETE) {
        what.add(row.family().cataloger() + " " + row.state().label() + "\n");
      }
    }
    return Optional.of(
        Sighting.of(
            Topic.INVENTORY,
            why.code() + "/" + short16(Finding.driftDigestOf(what)).substring(0, 8),
            gone ? Severity.CRITICAL : Severity.LOW,
            why.code(),
            message(why.message())));
  }

  private static Optional<Optional<Sighting>> drift(
      Topic topic, List<Finding> findings, Report report, @Nullable Open open) {
    Set<String> lines = new TreeSet<>();
    Severity severity = Severity.LOW;
    for (Finding finding : findings) {
      lines.add(finding.line());
      severity = max(severity, finding.severity());
    }
    if (report.inDoubt() && open != null) {
      int seen = lines.size();
      lines.addAll(unseen(open.lines(), report.coverage()));
      severity = lines.size() > seen ? max(severity, open.severity()) : severity;
      if (lines.isEmpty()) {
        return Optional.empty();
      }
    }
    if (lines.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    List<String> sorted = List.copyOf(lines);
    String digest = Finding.driftDigestOf(sorted);
    return Optional.of(
        Optional.of(
            new Sighting(
                topic.label() + "/" + short16(digest),
                severity,
                null,
                summary(findings, lines.size() - findings.size()),
                digest,
                sorted,
                listed(findings))));
  }

  /** What was open of families that are not complete now. */
  private static List<String> unseen(List<String> lines, List<CoverageRow> coverage) {
    Set<String> complete = new HashSet<>();
    for (CoverageRow row : coverage) {
      if (row.state() == CoverageRow.State.COMPLETE) {
        complete.add(row.family().ecosystem());
      }
    }
    List<String> unseen = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.split("\\|", 3);
      if (fields.length == 3 && !complete.contains(fields[1])) {
        unseen.add(line);
      }
    }
    return unseen;
  }

  /** The gravest first, so that what is cut is the least. */
  private static List<Change> listed(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparing(Finding::severity).reversed());
    List<Change> changes = new ArrayList<>();
    for (Finding finding : sorted.subList(0, Math.min(sorted.size(), Event.MAX_CHANGES))) {
      changes.add(Change.of(finding));
    }
    return changes;
  }

  private static String summary(List<Finding> findings, int unseen) {
    Map<Kind, Integer> counts = new TreeMap<>();
    for (Finding finding : findings) {
      counts.merge(finding.deviation().kind(), 1, Integer::sum);
    }
    StringBuilder text = new StringBuilder();
    text.append(findings.size()).append(findings.size() == 1 ? " finding" : " findings");
    String separator = ": ";
    for (Map.Entry<Kind, Integer> count : counts.entrySet()) {
      text.append(separator).append(count.getValue()).append(' ').append(count.getKey().label());
      separator = ", ";
    }
    if (unseen > 0) {
      text.append("; ").append(unseen).append(" of before cannot be looked at now");
    }
    return text.toString();
  }

  private static String short16(String digest) {
    int start = "sha256:".length();
    return digest.substring(start, start + 16);
  }

  private static String message(String text) {
    return PlainText.of(text, MAX_MESSAGE);
  }

  private static Severity max(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Report.Explanation explanation(Report report) {
    Report.Explanation why = report.reason();
    if (why == null) {
      throw new IllegalArgumentException("a report without a reason: " + report.verdict());
    }
    return why;
  }
}
