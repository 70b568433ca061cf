package dev.sbomagent.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the agent itself: what its sandbox hides, files of its own that were altered,
 * a machine that leaves it too little. For one thread.
 */
final class Wellbeing {
  private static final Duration STEP = Duration.ofSeconds(1);

  private final SelfCheck self;
  private final Consumer<List<Impairment>> heard;
  private final Starvation starvation = new Starvation();
  private final List<Impairment> impaired = new ArrayList<>();
  private @Nullable OwnFiles own;

  /**
   * Of a daemon.
   *
   * @param heard told of what is found wrong, once
   */
  Wellbeing(SelfCheck self, Consumer<List<Impairment>> heard) {
    this.self = self;
    this.heard = heard;
  }

  /** Looks at itself; its own files are compared by {@link #step}. */
  void begin(long bytesPerSecond) {
    found(self.look());
    own = self.ownFiles(bytesPerSecond);
  }

  /** Whether the comparison of its own files is not over. */
  boolean isLooking() {
    return own != null;
  }

  /**
   * Goes on with its own files for about a second.
   *
   * @return whether they are done with by this very step
   */
  boolean step() {
    OwnFiles going = own;
    List<Impairment> found = going == null ? null : going.step(STEP);
    if (found == null) {
      return false;
    }
    end();
    found(found);
    return true;
  }

  /**
   * Judges a piece of work that has ended just now.
   *
   * @param took from its begin to its end
   * @param needed what it would have taken with the machine for itself
   * @param nanos when it ended
   */
  void worked(String work, Duration took, Duration needed, long nanos) {
    starvation
        .judge(work, took, needed, nanos)
        .ifPresent(starved -> heard.accept(List.of(starved)));
  }

  /** What is wrong for as long as it runs, a line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Impairment one : impaired) {
      lines.add(one.line());
    }
    return lines;
  }

  void end() {
    if (own != null) {
      own.close();
    }
    own = null;
  }

  private void found(List<Impairment> found) {
    if (!found.isEmpty()) {
      impaired.addAll(found);
      heard.accept(found);
    }
  }
}
