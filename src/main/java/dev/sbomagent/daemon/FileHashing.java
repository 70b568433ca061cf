package dev.sbomagent.daemon;

import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Progress;
import org.jspecify.annotations.Nullable;

/** Looks at a golden's files in threads of its own, from its making until it is ended. */
final class FileHashing {
  private final Thread thread;
  private @Nullable FileObservations observations;
  private @Nullable Throwable broken;

  FileHashing(Host host, FileTable files, Progress progress) {
    this.thread = new Thread(() -> observe(host, files, progress), "files");
    thread.setDaemon(true);
    thread.start();
  }

  private void observe(Host host, FileTable files, Progress progress) {
    try {
      observations = FileObserver.observe(host, new GoldenPaths(files), progress);
    } catch (RuntimeException | Error e) {
      broken = e;
    }
  }

  /** Waits for what was seen. */
  FileObservations end() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while observing files", e);
    }
    FileObservations seen = observations;
    if (seen == null) {
      throw new IllegalStateException("observing files failed", broken);
    }
    return seen;
  }
}
