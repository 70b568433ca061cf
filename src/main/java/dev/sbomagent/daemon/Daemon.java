package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.daemon.Timetable.Round;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.FileSweep;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.outbox.Drop;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Status;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Checks one machine for as long as it is told to: at once, when a package transaction is over,
 * when something that is trusted changes, and every now and then in any case. One thread does all
 * of it, so that the watchdog's answer says that checks are made; {@link #stop} and {@link #reload}
 * are for any thread.
 */
public final class Daemon {
  /** How long the sweep works before the daemon looks about. */
  private static final Duration STEP = Duration.ofSeconds(1);

  /** How soon a check that met a running transaction is tried again. */
  private static final Duration BUSY = Duration.ofSeconds(5);

  private static final Duration FIRST_SWEEP = Duration.ofHours(1);

  private final Parts parts;
  private final Post post;
  private final Announcer announcer;
  private final Beginning beginning;
  private final Rounds rounds;
  private final Splay splay;
  private final Bell bell = new Bell();
  private final Watch watch = Watch.open(FileSystems.getDefault());
  private final Databases databases;
  private final Timetable times = new Timetable(System.nanoTime());
  private final Limits limits;
  private final Starvation starvation = new Starvation();
  private final long began = System.nanoTime();
  private final StatusReport.Origin process;

  private Setup setup;
  private Settling settling;
  private @Nullable FileSweep sweep;
  private long busySince;
  private long droppedInAll;
  private List<Impairment> impaired = List.of();
  private @Nullable OwnFiles own;

  /**
   * A daemon that has not begun.
   *
   * @throws IOException when the outbox is another machine's and cannot be begun anew
   */
  public Daemon(Parts parts, Setup setup) throws IOException {
    this.parts = parts;
    this.setup = setup;
    this.post = new Post(parts.outbox(), parts.outboxFolder(), parts.destinations());
    Identity identity = parts.identity();
    this.beginning = Beginning.of(parts.outbox(), parts.accepted(), identity.machineId());
    this.announcer =
        new Announcer(
            parts.outbox(), parts.clock(), parts.random(), parts.log(), identity, parts.version());
    this.rounds = new Rounds(announcer, beginning.state(), setup, check(setup));
    this.splay = new Splay(identity.machineId());
    this.databases = new Databases(parts.root(), parts.catalogers());
    this.settling = new Settling(databases, setup.pace().settle());
    this.limits = new Limits(setup.pace(), began);
    this.process =
        new StatusReport.Origin(
            ProcessHandle.current().pid(), SelfCost.startTicks(), parts.clock().instant());
    announcer.configured(setup.sha256());
  }

  private MachineCheck check(Setup with) {
    return new MachineCheck(
        parts.root(),
        with.source(),
        with.places(),
        with.sha256(),
        parts.catalogers(),
        parts.accepted(),
        parts.clock());
  }

  /** Ends {@link #run} soon. */
  public void stop() {
    bell.ring(Bell.Ring.STOP);
  }

  /** Reads the configuration anew. */
  public void reload() {
    bell.ring(Bell.Ring.RELOAD);
  }

  /**
   * Runs until it is told to stop, and then no longer than this: a check that goes on is given up,
   * and made by the next daemon.
   */
  public void run(Duration lastRound) {
    AtomicReference<Throwable> crash = new AtomicReference<>();
    Thread thread = new Thread(this::rounds, "check");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (dead, why) -> {
          crash.set(why);
          bell.ring(Bell.Ring.STOP);
        });
    thread.start();
    try {
      bell.awaitStop();
      thread.join(lastRound.toMillis());
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    if (crash.get() != null) {
      throw new IllegalStateException("the checking thread died", crash.get());
    }
  }

  private void rounds() {
    watch.start(bell);
    begin();
    try {
      for (Set<Bell.Ring> rings = Set.of(); !rings.contains(Bell.Ring.STOP); ) {
        if (rings.contains(Bell.Ring.RELOAD)) {
          configure();
        }
        round(rings.contains(Bell.Ring.CHANGED));
        rings = await(pause());
      }
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  private Set<Bell.Ring> await(Duration pause) throws InterruptedException {
    long nanos = System.nanoTime();
    Set<Bell.Ring> rings = bell.await(pause);
    starved("to wake up", nanos, pause);
    return rings;
  }

  private void starved(String work, long beganNanos, Duration needed) {
    long nanos = System.nanoTime();
    starvation
        .judge(work, Duration.ofNanos(nanos - beganNanos), needed, nanos)
        .ifPresent(starved -> rounds.say(Impairment.words(List.of(starved)), rounds.state()));
  }

  private void begin() {
    parts.notifier().ready();
    boolean clean = !rounds.state().running();
    for (Words words : beginning.news()) {
      rounds.say(words, rounds.state());
    }
    rounds.say(
        Words.of(
            EventType.AGENT_START,
            null,
            clean ? "started" : "started again, without having been stopped",
            new Detail()
                .put("clean", clean)
                .put("watch", watch.trouble().isEmpty() ? "on" : watch.trouble())
                .value()),
        rounds.state().withRunning(true));
    impaired = parts.self().look();
    own = parts.self().ownFiles(setup.pace().sweepBytesPerSecond());
    if (!impaired.isEmpty()) {
      rounds.say(Impairment.words(impaired), rounds.state());
    }
    times.put(Round.SWEEP, began, firstSweep());
    times.put(Round.FULL_WALK, began, setup.pace().fullWalk());
    // before the first look: what changes meanwhile is noticed
    follow();
    status(Status.State.STARTING);
  }

  private Duration firstSweep() {
    Duration interval = setup.pace().sweep();
    Instant swept = rounds.state().swept();
    if (interval == null) {
      return Duration.ofDays(365);
    }
    Duration spread = splay.of(interval.compareTo(FIRST_SWEEP) < 0 ? interval : FIRST_SWEEP);
    if (swept == null) {
      return spread;
    }
    Duration left = interval.minus(Duration.between(swept, parts.clock().instant()));
    return left.compareTo(spread) < 0 || left.compareTo(interval) > 0 ? spread : left;
  }

  /** Everything that is due. */
  private void round(boolean changed) {
    parts.notifier().watchdog();
    limits.account();
    boolean touched = changed && rounds.artifacts();
    long nanos = System.nanoTime();
    boolean settled = (changed || settling.isPending()) && settling.isOver(nanos);
    if (touched || settled || (times.isDue(Round.CHECK, nanos) && !isPutOff(nanos))) {
      check();
    }
    if (times.isDue(Round.HEARTBEAT, nanos) && rounds.last() != null) {
      heartbeat();
    }
    compareOwnFiles();
    sweep();
  }

  /** Once, after the first check: that is more urgent. */
  private void compareOwnFiles() {
    OwnFiles going = own;
    if (going == null || bell.isRinging(Bell.Ring.STOP)) {
      return;
    }
    List<Impairment> found = going.step(STEP);
    if (found != null) {
      going.close();
      own = null;
      if (!found.isEmpty()) {
        rounds.say(Impairment.words(found), rounds.state());
        impaired = new ArrayList<>(impaired);
        impaired.addAll(found);
      }
      System.gc();
      status(Status.State.IDLE);
    }
  }

  /** A check in the middle of a transaction tells of states that nobody meant. */
  private boolean isPutOff(long nanos) {
    if (!databases.areBusy()) {
      busySince = 0;
      return false;
    }
    if (busySince == 0) {
      busySince = nanos;
    }
    if (nanos - busySince > Settling.PATIENCE.toNanos()) {
      busySince = 0;
      return false;
    }
    times.put(Round.CHECK, nanos, BUSY);
    return true;
  }

  private void check() {
    parts.notifier().status("checking");
    long nanos = System.nanoTime();
    boolean first = rounds.last() == null;
    if (times.isDue(Round.FULL_WALK, nanos)) {
      rounds.forget();
      times.put(Round.FULL_WALK, nanos, setup.pace().fullWalk());
    }
    settling.checking();
    long cpuMillis = SelfCost.cpuMillis();
    rounds.check();
    starved("a check", nanos, Duration.ofMillis(SelfCost.cpuMillis() - cpuMillis));
    follow();
    sayWhatWasGivenUp();
    post.prune();
    Duration interval = limits.stretched(setup.pace().check());
    times.put(Round.CHECK, System.nanoTime(), first ? splay.of(interval) : interval);
    parts.notifier().status(rounds.summary());
    // what a check needed for a moment is most of the memory there is
    System.gc();
    status(Status.State.IDLE);
  }

  private void follow() {
    Set<Path> folders = new TreeSet<>(databases.folders());
    for (GoldenSource.Artifact artifact : setup.source().artifacts()) {
      Path folder = artifact.path().toAbsolutePath().getParent();
      if (folder != null) {
        folders.add(folder);
      }
    }
    watch.follow(folders);
  }

  private void heartbeat() {
    Duration interval = setup.pace().heartbeat();
    boolean accepted =
        rounds.say(
            Heartbeat.of(
                rounds.last(),
                rounds.state(),
                post.sinks(),
                droppedInAll,
                limits.cost(),
                degraded(),
                parts.clock().instant()),
            rounds.state());
    // the first says that all is well since the start; from then on each machine at its own time
    boolean isFirst = System.nanoTime() - began < interval.toNanos() / 2;
    Duration next = isFirst ? splay.of(interval) : interval;
    times.put(Round.HEARTBEAT, System.nanoTime(), accepted ? next : Duration.ofMinutes(1));
    sayWhatWasGivenUp();
    post.prune();
    status(Status.State.IDLE);
  }

  private void sayWhatWasGivenUp() {
    List<Drop> drops = post.drops();
    if (!drops.isEmpty()) {
      long count = 0;
      List<String> reasons = new ArrayList<>();
      for (Drop drop : drops) {
        count += drop.count();
        reasons.add(
            drop.reason().label() + " " + drop.count() + ": " + drop.first() + "-" + drop.last());
      }
      Words words =
          Words.of(
              EventType.EVENTS_DROPPED,
              Severity.HIGH,
              "the outbox is full or its events are too old; given up: "
                  + String.join(", ", reasons),
              new Detail().put("count", count).put("given_up", reasons).value());
      if (rounds.say(words, rounds.state())) {
        droppedInAll += count;
      }
    }
    List<String> damaged = post.damaged();
    if (!damaged.isEmpty()) {
      List<String> some = damaged.subList(0, Math.min(10, damaged.size()));
      rounds.say(
          Words.of(
              EventType.OUTBOX_DAMAGED,
              Severity.HIGH,
              damaged.size() + " records of the outbox could not be read and were put aside",
              new Detail().put("count", damaged.size()).put("records", some).value()),
          rounds.state());
    }
  }

  /** Goes on with the comparison of file contents, a little. */
  private void sweep() {
    VerifiedGolden golden = rounds.golden();
    FileSweep going = sweep;
    long nanos = System.nanoTime();
    if (going != null && rounds.isSweepStale()) {
      going.close();
      going = null;
      sweep = null;
    }
    if (golden == null || (going == null && !times.isDue(Round.SWEEP, nanos))) {
      return;
    }
    if (limits.isExceeded()) {
      times.put(Round.SWEEP, nanos, BUSY.multipliedBy(60));
      return;
    }
    if (going == null) {
      going =
          new FileSweep(
              Host.at(parts.root()),
              new GoldenPaths(golden.sbom().files()),
              setup.pace().sweepBytesPerSecond(),
              millis -> LockSupport.parkNanos(millis * 1_000_000),
              System::nanoTime);
      sweep = going;
      rounds.sweepBegins();
    }
    if (going.step(STEP)) {
      sweep = null;
      Duration interval = setup.pace().sweep();
      times.put(Round.SWEEP, nanos, interval == null ? Duration.ofDays(365) : interval);
      rounds.swept(going.observations());
      going.close();
      System.gc();
      status(Status.State.IDLE);
    }
  }

  private void configure() {
    parts.notifier().reloading();
    try {
      Setup read = parts.setups().read();
      setup = read;
      settling = new Settling(databases, read.pace().settle());
      limits.change(read.pace());
      announcer.configured(read.sha256());
      rounds.configure(read, check(read));
      long nanos = System.nanoTime();
      times.put(Round.CHECK, nanos, Duration.ZERO);
      times.put(Round.SWEEP, nanos, firstSweep());
    } catch (Setup.Problem problem) {
      parts.log().println("configuration not taken over: " + problem.getMessage());
      rounds.say(
          Words.of(
              EventType.CONFIG_REJECTED,
              Severity.MEDIUM,
              "the configuration before stays in force: " + problem.getMessage(),
              Detail.NONE),
          rounds.state());
    }
    parts.notifier().ready();
  }

  private Duration pause() {
    boolean sweeping = own != null || (sweep != null && !limits.isExceeded());
    if (sweeping || bell.isRinging(Bell.Ring.STOP)) {
      return Duration.ZERO;
    }
    long nanos = System.nanoTime();
    Duration next = times.next(nanos, Round.CHECK);
    if (rounds.last() != null) {
      next = shorter(next, times.next(nanos, Round.HEARTBEAT));
    }
    if (rounds.golden() != null) {
      next = shorter(next, times.next(nanos, Round.SWEEP));
    }
    return shorter(next, settling.isPending() ? Settling.LOOK : parts.watchdog());
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void status(Status.State doing) {
    Instant now = parts.clock().instant();
    parts
        .status()
        .accept(
            StatusReport.of(
                process,
                doing,
                now,
                now.plus(times.next(System.nanoTime(), Round.CHECK)),
                rounds.last(),
                rounds.state(),
                rounds.spokenBy(),
                post.sinks(),
                post.queue(droppedInAll),
                limits.cost(),
                degraded()));
  }

  private List<String> degraded() {
    List<String> all = new ArrayList<>(limits.exceeded());
    for (Impairment one : impaired) {
      all.add(one.line());
    }
    return all;
  }

  private void end() {
    parts.notifier().stopping();
    FileSweep going = sweep;
    if (going != null) {
      going.close();
    }
    OwnFiles comparing = own;
    if (comparing != null) {
      comparing.close();
    }
    watch.close();
    rounds.say(
        Words.of(EventType.AGENT_STOP, null, "stopped", Detail.NONE),
        rounds.state().withRunning(false));
    status(Status.State.STOPPING);
  }
}
