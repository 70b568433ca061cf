package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.drift.Doubt;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.Excluded;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Transition;
import dev.sbomagent.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One round of the daemon: a check, and the events that it makes of the difference to what was
 * reported before. What is reported and what is remembered move together or not at all. For one
 * thread.
 */
final class Rounds {
  private final Announcer announcer;
  private final Artifacts artifacts = new Artifacts();
  private State state;

  private Setup setup;
  private MachineCheck check;
  private @Nullable Report last;
  private @Nullable Instant verified;
  private final Deque<Words> owed = new ArrayDeque<>();
  private boolean behind;

  Rounds(Announcer announcer, State state, Setup setup, MachineCheck check) {
    this.announcer = announcer;
    this.state = state;
    this.setup = setup;
    this.check = check;
  }

  State state() {
    return state;
  }

  /** The newest report; null before the first check. */
  @Nullable Report last() {
    return last;
  }

  @Nullable VerifiedGolden golden() {
    return check.golden();
  }

  /** The golden that events name. */
  Event.Golden spokenBy() {
    return check.spokenBy();
  }

  /** The next check looks at everything. */
  void forget() {
    check.forget();
  }

  /** One line for a person. */
  String summary() {
    Report report = last;
    if (report == null) {
      return "not checked yet";
    }
    int findings = report.findings().size();
    return report.verdict().label()
        + (findings == 0 ? "" : ", " + findings + (findings == 1 ? " finding" : " findings"))
        + ", checked at "
        + report.startedAt();
  }

  /** Goes on with another configuration. */
  void configure(Setup other, MachineCheck otherCheck) {
    setup = other;
    check = otherCheck;
    verified = null;
  }

  /** Says this before anything else, each once, as soon as it is accepted. */
  void owe(List<Words> words) {
    owed.addAll(words);
    pay();
  }

  /** Says what is owed. */
  void pay() {
    for (Words words = owed.peek(); words != null; words = owed.peek()) {
      if (!accepted(words, state.withRunning(true))) {
        return;
      }
      owed.remove();
    }
  }

  /** Whether there is something that was not accepted yet, and the next check should come soon. */
  boolean isBehind() {
    return behind;
  }

  /** Says something and remembers that it was said. */
  boolean say(Words words, State after) {
    return owed.isEmpty() && accepted(words, after);
  }

  private boolean accepted(Words words, State after) {
    behind = !announcer.say(words, after);
    if (!behind) {
      state = after;
    }
    return !behind;
  }

  /**
   * Checks what is trusted, and verifies it again when something of it changed, or a day has gone.
   *
   * @return whether it was verified again
   */
  boolean artifacts() {
    boolean changed = artifacts.look(setup.source().artifacts());
    Instant now = announcer.now();
    Instant before = verified;
    boolean due =
        before == null || Duration.between(before, now).abs().compareTo(Duration.ofDays(1)) >= 0;
    if (changed || due) {
      check.verify();
      verified = now;
      announcer.speaksBy(check.spokenBy());
    }
    // what was not accepted before is said again
    sayArtifacts();
    return changed || due;
  }

  private void sayArtifacts() {
    Map<String, String> now = artifacts.prints();
    Map<String, String> before = state.artifacts();
    if (now.equals(before)) {
      return;
    }
    if (before.isEmpty()) {
      state = state.withArtifacts(now);
      return;
    }
    Map<String, String> roles = new TreeMap<>();
    for (GoldenSource.Artifact artifact : setup.source().artifacts()) {
      roles.put(artifact.path().toString(), artifact.role());
    }
    Set<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    for (String path : paths) {
      String was = before.getOrDefault(path, Artifacts.ABSENT);
      String is = now.getOrDefault(path, Artifacts.ABSENT);
      if (!was.equals(is)) {
        Map<String, String> said = new TreeMap<>(state.artifacts());
        said.put(path, is);
        say(words(path, roles.getOrDefault(path, "key"), was, is), state.withArtifacts(said));
      }
    }
  }

  private Words words(String path, String role, String was, String is) {
    String change =
        is.equals(Artifacts.ABSENT)
            ? "removed"
            : was.equals(Artifacts.ABSENT) ? "appeared" : "altered";
    boolean trusted = check.golden() != null;
    Severity severity =
        role.equals("key") || !trusted
            ? Severity.CRITICAL
            : role.equals("configuration") ? Severity.HIGH : Severity.MEDIUM;
    return Words.of(
        EventType.ARTIFACT_CHANGED,
        severity,
        role
            + " "
            + change
            + ": '"
            + path
            + "'"
            + (trusted ? ", the golden verifies" : ", no golden is trusted now"),
        new Detail()
            .put("role", role)
            .put("path", path)
            .put("change", change)
            .put("before", was)
            .put("after", is)
            .value());
  }

  /** Checks without file contents, and says what is new. */
  void check() {
    boolean first = state.artifacts().isEmpty();
    artifacts();
    MachineCheck.Seen seen = check.plain();
    last = seen.report();
    scope(seen, first);
    Map<Topic, Optional<Sighting>> sightings =
        Sightings.of(seen.report(), seen.doubts(), state.open());
    take(sightings, seen.report());
    remind();
  }

  /**
   * Says what the comparison of file contents found.
   *
   * @return false when the golden has become another meanwhile, so that it says nothing
   */
  boolean swept(FileObservations files) {
    Optional<MachineCheck.Seen> swept = check.swept(files);
    if (swept.isEmpty()) {
      return false;
    }
    MachineCheck.Seen seen = swept.get();
    State after = state.withSwept(announcer.now());
    state = after;
    if (seen.report().verdict() == Verdict.UNTRUSTED) {
      return true;
    }
    Sightings.ofFiles(seen.report(), seen.plain(), state.open().get(Topic.FILES))
        .ifPresent(sighting -> take(Map.of(Topic.FILES, sighting), seen.report()));
    return true;
  }

  private void take(Map<Topic, Optional<Sighting>> sightings, Report report) {
    Instant now = announcer.now();
    for (Topic topic : Topic.values()) {
      Optional<Sighting> sighting = sightings.get(topic);
      if (sighting != null) {
        Turn.of(topic, state.open().get(topic), sighting, now)
            .ifPresent(turn -> say(words(turn, report), state.with(topic, turn.after())));
      }
    }
  }

  private void remind() {
    Instant now = announcer.now();
    for (Topic topic : Topic.values()) {
      Open open = state.open().get(topic);
      if (open != null) {
        Turn.reminder(topic, open, now, setup.pace().reminder())
            .ifPresent(turn -> say(words(turn, null), state.with(topic, turn.after())));
      }
    }
  }

  private static Words words(Turn turn, @Nullable Report report) {
    Open about = turn.about();
    boolean over = turn.transition() == Transition.RESOLVED;
    Open before = turn.before();
    Sighting seen = turn.seen();
    Event.Condition condition =
        new Event.Condition(
            turn.transition(),
            about.uid(),
            turn.transition() == Transition.CHANGED && before != null ? before.uid() : null,
            about.since(),
            about.digest());
    return new Words(
        turn.topic().type(),
        over ? null : about.severity(),
        (over ? "resolved: " : turn.transition() == Transition.REMINDER ? "still open: " : "")
            + about.message(),
        condition,
        about.reason(),
        detail(report),
        seen == null ? List.of() : seen.changes(),
        over ? 0 : about.count());
  }

  private static JsonValue.Obj detail(@Nullable Report report) {
    if (report == null) {
      return Detail.NONE;
    }
    List<String> incomplete = new ArrayList<>();
    for (CoverageRow row : report.coverage()) {
      if (row.state() == CoverageRow.State.FAILED) {
        incomplete.add(row.family().cataloger());
      }
    }
    Report.Explanation why = report.reason();
    return new Detail()
        .put("verdict", report.verdict().label())
        .put("code", why == null ? null : why.code())
        .put("hint", why == null ? null : why.hint())
        .put("failed", incomplete)
        .put("checked_at", report.startedAt())
        .put("duration_ms", report.duration().toMillis())
        .value();
  }

  /** A place that was compared and no longer is: configured, or over what the golden lists. */
  private void scope(MachineCheck.Seen seen, boolean first) {
    Set<String> covered = new HashSet<>();
    for (Doubt doubt : seen.doubts()) {
      if (doubt.place() != null) {
        covered.add(doubt.place());
      }
    }
    List<String> now = new ArrayList<>();
    for (Excluded excluded : seen.report().excluded()) {
      if (excluded.why().equals(Excluded.CONFIGURED) || covered.contains(excluded.path())) {
        now.add(excluded.path() + " " + excluded.why());
      }
    }
    if (seen.report().verdict() == Verdict.UNTRUSTED || now.equals(state.excluded())) {
      return;
    }
    List<String> more = new ArrayList<>(now);
    more.removeAll(state.excluded());
    State after = state.withExcluded(now);
    if (more.isEmpty() || first) {
      state = after;
      return;
    }
    say(
        Words.of(
            EventType.SCOPE_CHANGED,
            Severity.HIGH,
            "no longer compared: " + String.join(", ", more),
            new Detail().put("places", more).value()),
        after);
  }
}
