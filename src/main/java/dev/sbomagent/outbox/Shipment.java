package dev.sbomagent.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of the shipping side: a cursor for each sink, and what each refused. */
final class Shipment {
  private static final int RESERVE_BYTES = 64 << 10;

  private final Disk disk;
  private final Path path;
  private final Folder cursors;

  Shipment(Disk disk, Path path) {
    this.disk = disk;
    this.path = path;
    this.cursors = new Folder(disk, path.resolve("progress"), RESERVE_BYTES);
  }

  void make() throws IOException {
    disk.folder(cursors.path());
  }

  Folder cursors() {
    return cursors;
  }

  /** Where a sink's progress is kept. */
  static Path cursor(Path ship, String sink) {
    if (sink.isEmpty() || sink.startsWith(".") || sink.contains("/") || sink.contains("~")) {
      throw new IllegalArgumentException("not a sink's name: '" + sink + "'");
    }
    return ship.resolve("progress").resolve(sink);
  }

  Optional<Progress> progress(String sink) throws IOException, DamagedException {
    return Progress.read(disk, cursor(path, sink));
  }

  DeadLetters dead(String sink) {
    return new DeadLetters(disk, path.resolve("dead").resolve(sink));
  }
}
