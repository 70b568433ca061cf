package dev.sbomagent.daemon;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Notices that something happens in folders (inotify(7), by the platform's watch service). Only a
 * hint: what it misses is found by the next check, and costs latency. For one thread, beside its
 * own.
 */
final class Watch implements Closeable {
  private static final long CALM_MILLIS = 250;

  private final @Nullable WatchService service;
  private final String trouble;
  private Set<WatchKey> keys = Set.of();

  private Watch(@Nullable WatchService service, String trouble) {
    this.service = service;
    this.trouble = trouble;
  }

  /** A watch of nothing yet; where the system has no more to give, one that never notices. */
  static Watch open(FileSystem files) {
    try {
      return new Watch(files.newWatchService(), "");
    } catch (IOException none) {
      return new Watch(null, String.valueOf(none.getMessage()));
    }
  }

  /** Why nothing is noticed; empty when it is. */
  String trouble() {
    return trouble;
  }

  /**
   * Watches exactly these folders, as far as they are there. One that took the place of another of
   * its name is watched instead: inotify goes with a folder, not with its name.
   */
  void follow(Set<Path> folders) {
    WatchService watching = service;
    if (watching == null) {
      return;
    }
    Set<WatchKey> now = new HashSet<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try {
          // of a folder that is watched already, whatever its name, the key that it has
          now.add(
              folder.register(
                  watching,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_DELETE,
                  StandardWatchEventKinds.ENTRY_MODIFY));
        } catch (IOException gone) {
          // tried again the next time, and checked periodically meanwhile
        }
      }
    }
    for (WatchKey key : keys) {
      if (!now.contains(key)) {
        key.cancel();
      }
    }
    keys = now;
  }

  /** Rings whenever something happens, until it is closed; in a thread of its own. */
  void start(Bell bell) {
    WatchService watching = service;
    if (watching == null) {
      return;
    }
    Thread thread = new Thread(() -> notice(watching, bell), "watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void notice(WatchService watching, Bell bell) {
    try {
      while (true) {
        WatchKey key = watching.take();
        // what it was does not matter, nor whether some of it was lost
        key.pollEvents();
        key.reset();
        bell.ring(Bell.Ring.CHANGED);
        // a transaction writes thousands of times: one ring in a while says as much
        Thread.sleep(CALM_MILLIS);
      }
    } catch (ClosedWatchServiceException | InterruptedException over) {
      // nobody listens any more
    }
  }

  @Override
  public void close() {
    WatchService watching = service;
    if (watching != null) {
      try {
        watching.close();
      } catch (IOException alreadyGone) {
        // nothing is watched any more either way
      }
    }
  }

  /** Adds a folder, and the one above: there it is seen when the whole folder comes or goes. */
  static void around(@Nullable Path folder, Set<Path> folders) {
    if (folder != null) {
      folders.add(folder);
      if (folder.getParent() != null) {
        folders.add(folder.getParent());
      }
    }
  }
}
