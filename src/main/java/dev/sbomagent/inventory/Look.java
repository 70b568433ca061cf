package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.Resolution.Unreadable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Notes what is at the paths of a list. Safe for several threads that look at different paths. */
final class Look {
  private final Host host;
  private final PathList paths;
  private final FileObservations observations;

  Look(Host host, PathList paths, FileObservations observations) {
    this.host = host;
    this.paths = paths;
    this.observations = observations;
  }

  /** Notes what is there; gives it if it is something. */
  @Nullable Found at(int index) {
    Resolution resolution = host.resolveNoFollow(paths.path(index));
    if (resolution instanceof Found found) {
      observations.put(index, found.kind());
      return found;
    }
    if (resolution instanceof Missing) {
      observations.put(index, FileKind.ABSENT);
    } else if (resolution instanceof Unreadable unreadable) {
      observations.putUnreadable(index, unreadable.reason());
    }
    return null;
  }

  /** Notes what is there; gives it if its content is to be read. */
  @Nullable Found toRead(int index) {
    Found found = at(index);
    return found != null && found.kind() == FileKind.REGULAR && paths.wantDigest(index)
        ? found
        : null;
  }

  /**
   * Notes that reading failed. A file that became a link or a folder meanwhile is what it is now,
   * one that vanished is absent, any other is unreadable.
   */
  void failed(int index, IOException error) {
    if (error instanceof NoSuchFileException) {
      observations.put(index, FileKind.ABSENT);
      return;
    }
    Found now = at(index);
    if (now != null && now.kind() == FileKind.REGULAR) {
      observations.putUnreadable(index, PathResolver.why(error) + ": " + paths.path(index));
    }
  }
}
