package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.daemon.Timetable.Round;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.AbandonedException;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.outbox.Drop;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Status;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Checks one machine for as long as it is told to: at once, when a package transaction is over,
 * when something that is trusted changes, and every now and then in any case. One thread does all
 * of it, so that the watchdog's answer says that checks are made; {@link #stop} and {@link #reload}
 * are for any thread.
 */
public final class Daemon {
  /** How soon a check that met a running transaction is tried again. */
  private static final Duration BUSY = Duration.ofSeconds(5);

  /** How soon what was not accepted is said again. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Parts parts;
  private final Post post;
  private final Announcer announcer;
  private final Beginning beginning;
  private final Rounds rounds;
  private final Splay splay;
  private final Bell bell = new Bell();
  private final Watch watch = Watch.open(FileSystems.getDefault());
  private final Databases databases;
  private final Timetable times;
  private final Limits limits;
  private final Wellbeing wellbeing;
  private final Sweep sweep;
  private final LongSupplier nanos;
  private final long began;
  private final StatusReport.Origin process;

  private Setup setup;
  private Settling settling;
  private boolean beating;

  /**
   * A daemon that has not begun.
   *
   * @throws IOException when the outbox is another machine's and cannot be begun anew
   */
  public Daemon(Parts parts, Setup setup) throws IOException {
    this.parts = parts;
    this.setup = setup;
    this.nanos = parts.nanos();
    this.began = nanos.getAsLong();
    this.times = new Timetable(began);
    this.sweep = new Sweep(parts.root(), nanos);
    this.post = new Post(parts.outbox(), parts.outboxFolder(), parts.destinations());
    Identity identity = parts.identity();
    this.beginning = Beginning.of(parts.outbox(), parts.accepted(), identity.machineId());
    this.announcer =
        new Announcer(
            parts.outbox(), parts.clock(), parts.random(), parts.log(), identity, parts.version());
    this.rounds = new Rounds(announcer, beginning.state(), setup, check(setup));
    this.wellbeing =
        new Wellbeing(parts.self(), found -> rounds.say(Impairment.words(found), rounds.state()));
    this.splay = new Splay(identity.machineId());
    this.databases = new Databases(parts.root(), parts.catalogers());
    this.settling = new Settling(databases, setup.pace().settle());
    this.limits = new Limits(setup.pace(), SelfCost::now);
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
        () -> bell.isRinging(Bell.Ring.STOP),
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
    } catch (AbandonedException asked) {
      // the next daemon begins with a check
    }
    end();
  }

  private Set<Bell.Ring> await(Duration pause) throws InterruptedException {
    long before = nanos.getAsLong();
    Set<Bell.Ring> rings = bell.await(pause);
    worked("to wake up", before, pause);
    return rings;
  }

  private void worked(String work, long began, Duration needed) {
    long now = nanos.getAsLong();
    wellbeing.worked(work, Duration.ofNanos(now - began), needed, now);
  }

  private void begin() {
    parts.notifier().ready();
    rounds.owe(beginning.words(watch.trouble()));
    wellbeing.begin(setup.pace().sweepBytesPerSecond());
    times.put(Round.SWEEP, began, firstSweep());
    times.put(Round.FULL_WALK, began, setup.pace().fullWalk());
    times.put(Round.REST, began, Sweep.NEVER);
    // before the first look: what changes meanwhile is noticed
    follow();
    status(Status.State.STARTING);
  }

  private Duration firstSweep() {
    return Sweep.first(
        setup.pace().sweep(), rounds.state().swept(), parts.clock().instant(), splay);
  }

  /** Everything that is due. */
  private void round(boolean changed) {
    parts.notifier().watchdog();
    limits.account();
    rounds.pay();
    long now = nanos.getAsLong();
    if (changed) {
      // a folder that came is watched before it is looked into
      follow();
    }
    boolean touched = changed && rounds.artifacts();
    boolean settled = (changed || settling.isPending()) && settling.isOver(now);
    boolean due = times.isDue(Round.CHECK, now);
    boolean putOff = due && settling.isPutOff(now);
    if (putOff) {
      times.put(Round.CHECK, now, BUSY);
    }
    if (touched || settled || (due && !putOff)) {
      check();
    }
    if (times.isDue(Round.HEARTBEAT, now) && rounds.last() != null) {
      heartbeat();
    }
    // after the first check, which is more urgent
    if (!bell.isRinging(Bell.Ring.STOP) && wellbeing.step()) {
      idle();
    }
    sweep();
    if (times.isDue(Round.REST, now)) {
      Rest.giveBack();
      times.put(Round.REST, now, Sweep.NEVER);
    }
  }

  private void check() {
    parts.notifier().status("checking");
    long now = nanos.getAsLong();
    boolean first = rounds.last() == null;
    if (times.isDue(Round.FULL_WALK, now)) {
      rounds.forget();
      times.put(Round.FULL_WALK, now, setup.pace().fullWalk());
    }
    settling.checking();
    long cpuMillis = SelfCost.cpuMillis();
    rounds.check();
    worked("a check", now, Duration.ofMillis(SelfCost.cpuMillis() - cpuMillis));
    follow();
    sayLosses();
    post.prune();
    Duration interval = limits.stretched(setup.pace().check());
    Duration next = rounds.isBehind() ? AGAIN : splay.after(first, interval);
    times.put(Round.CHECK, nanos.getAsLong(), next);
    parts.notifier().status(rounds.summary());
    idle();
  }

  private void idle() {
    status(Status.State.IDLE);
    times.hasten(Round.REST, nanos.getAsLong(), Rest.AFTER_WORK);
  }

  private void follow() {
    Set<Path> folders = new TreeSet<>(databases.folders());
    for (GoldenSource.Artifact artifact : setup.source().artifacts()) {
      Path path = artifact.path().toAbsolutePath();
      Watch.around(path.getParent(), folders);
      try {
        Watch.around(path.toRealPath().getParent(), folders);
      } catch (IOException gone) {
        // when it comes back, it does so in the folder of its name
      }
    }
    Watch.around(setup.source().keys().toAbsolutePath(), folders);
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
                limits.cost(),
                degraded(),
                parts.clock().instant()),
            rounds.state());
    Duration next = accepted ? splay.after(!beating, interval) : AGAIN;
    beating |= accepted;
    times.put(Round.HEARTBEAT, nanos.getAsLong(), next);
    sayLosses();
    post.prune();
    idle();
  }

  private void sayLosses() {
    List<Drop> drops = post.drops();
    if (!drops.isEmpty()) {
      rounds.say(Losses.ofDrops(drops), rounds.state().withDropped(Losses.count(drops)));
    }
    List<String> damaged = post.damaged();
    if (!damaged.isEmpty()) {
      rounds.say(Losses.ofDamage(damaged), rounds.state());
    }
  }

  /** Goes on with the comparison of file contents, a little. */
  private void sweep() {
    VerifiedGolden golden = rounds.golden();
    sweep.keepTo(golden);
    long now = nanos.getAsLong();
    if (golden == null || (!sweep.isGoing() && !times.isDue(Round.SWEEP, now))) {
      return;
    }
    if (limits.isExceeded()) {
      times.put(Round.SWEEP, now, BUSY.multipliedBy(60));
      return;
    }
    Pace pace = setup.pace();
    Optional<FileObservations> seen = sweep.step(golden, pace.sweepBytesPerSecond());
    if (seen.isPresent()) {
      Duration interval = pace.sweep();
      Duration next = interval == null ? Sweep.NEVER : interval;
      times.put(Round.SWEEP, now, rounds.swept(seen.get()) ? next : BUSY.multipliedBy(60));
      idle();
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
      long now = nanos.getAsLong();
      times.put(Round.CHECK, now, Duration.ZERO);
      times.put(Round.SWEEP, now, firstSweep());
      Words takenOver = Reload.takenOver(read.restart());
      parts.log().println(takenOver.message());
      rounds.say(takenOver, rounds.state());
    } catch (Setup.Problem problem) {
      parts.log().println("configuration not taken over: " + problem.getMessage());
      rounds.say(Reload.rejected("" + problem.getMessage()), rounds.state());
    }
    parts.notifier().ready();
  }

  private Duration pause() {
    boolean sweeping = wellbeing.isLooking() || (sweep.isGoing() && !limits.isExceeded());
    if (sweeping || bell.isRinging(Bell.Ring.STOP)) {
      return Duration.ZERO;
    }
    long now = nanos.getAsLong();
    Duration next = times.next(now, Round.CHECK, Round.REST);
    if (rounds.last() != null) {
      next = shorter(next, times.next(now, Round.HEARTBEAT));
    }
    if (rounds.golden() != null) {
      next = shorter(next, times.next(now, Round.SWEEP));
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
                now.plus(times.next(nanos.getAsLong(), Round.CHECK)),
                rounds.last(),
                rounds.state(),
                rounds.spokenBy(),
                post.destinations(),
                post.queue(rounds.state().dropped()),
                limits.cost(),
                degraded()));
  }

  private List<String> degraded() {
    List<String> all = wellbeing.lines();
    all.addAll(0, limits.exceeded());
    return all;
  }

  private void end() {
    parts.notifier().stopping();
    sweep.giveUp();
    wellbeing.end();
    watch.close();
    rounds.pay();
    rounds.say(
        Words.of(EventType.AGENT_STOP, null, "stopped", Detail.NONE),
        rounds.state().withRunning(false));
    status(Status.State.STOPPING);
  }
}
