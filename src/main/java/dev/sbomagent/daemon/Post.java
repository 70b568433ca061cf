package dev.sbomagent.daemon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the daemon wants to know of the delivery of its events. Called by the checking thread. */
public interface Post {
  /**
   * What waits.
   *
   * @param records in the outbox, delivered or not
   * @param oldest when the oldest that is not delivered everywhere was accepted
   * @param dropped how many were given up since the machine's chain began
   */
  record Queue(long records, long bytes, @Nullable Instant oldest, long dropped) {}

  /**
   * One destination.
   *
   * @param trouble what is wrong with it; empty when nothing is
   */
  record Destination(String name, String guarantee, long pending, long dead, String trouble) {}

  /**
   * Events, or their details, that were given up and not yet spoken of.
   *
   * @param why in words
   */
  record Dropped(long count, long firstSeq, long lastSeq, String why) {}

  Queue queue();

  List<Destination> destinations();

  /** What was given up since an event last said so. */
  Optional<Dropped> dropped();

  /** An event has said so. */
  void droppedIsSaid();

  /** Lets go of what is delivered everywhere. */
  void prune();
}
