package dev.sbomagent.daemon;

import dev.sbomagent.outbox.Drop;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.outbox.SinkStatus;
import dev.sbomagent.report.Status;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the daemon wants to know of the delivery of its events, by whichever process. For one
 * thread.
 */
final class Post {
  private final Outbox outbox;
  private final Path folder;
  private final List<Destination> destinations;

  Post(Outbox outbox, Path folder, List<Destination> destinations) {
    this.outbox = outbox;
    this.folder = folder;
    this.destinations = List.copyOf(destinations);
  }

  /** How each sink is doing; one whose progress cannot be read is left out. */
  List<SinkStatus> sinks() {
    List<SinkStatus> all = new ArrayList<>();
    for (Destination destination : destinations) {
      try {
        all.add(SinkStatus.read(folder, destination.ship(), destination.sink()));
      } catch (IOException unreadable) {
        // the heartbeat then does not name it, which is seen
      }
    }
    return all;
  }

  /** The same for a status. */
  List<Status.Destination> destinations() {
    List<Status.Destination> all = new ArrayList<>();
    for (SinkStatus sink : sinks()) {
      for (Destination destination : destinations) {
        if (destination.sink().equals(sink.name())) {
          all.add(StatusReport.destination(sink, destination.guarantee()));
        }
      }
    }
    return all;
  }

  /**
   * What is kept, delivered or not.
   *
   * @param dropped how much was given up
   */
  Status.Queue queue(long dropped) {
    long records = 0;
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.record")) {
      for (Path file : files) {
        records++;
        bytes += Files.size(file);
      }
    } catch (IOException | DirectoryIteratorException gone) {
      // as far as it could be counted
    }
    Instant oldest = null;
    for (SinkStatus sink : sinks()) {
      Instant waiting = sink.oldest().orElse(null);
      if (waiting != null && (oldest == null || waiting.isBefore(oldest))) {
        oldest = waiting;
      }
    }
    return new Status.Queue(records, bytes, oldest, dropped);
  }

  /** What was given up and is not reported yet. */
  List<Drop> drops() {
    return outbox.drops();
  }

  /** Names of what was found damaged and is not reported yet. */
  List<String> damaged() {
    try {
      return outbox.damaged();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Lets go of what is delivered everywhere, and of what is out of bounds. */
  void prune() {
    List<Path> cursors = new ArrayList<>();
    for (Destination destination : destinations) {
      cursors.add(destination.cursor());
    }
    try {
      outbox.prune(cursors);
    } catch (IOException later) {
      // tried again with the next round; meanwhile more is kept than need be
    }
  }
}
