package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.sbomagent.os.BoundDatagram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A daemon that takes datagrams as they come: the queue of the socket holds only a few. */
final class DatagramDaemon {
  private final Path path;
  private final BoundDatagram socket;
  private final Thread reader;
  private final BlockingQueue<byte[]> taken = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  DatagramDaemon(Path path) {
    this.path = path;
    this.socket = BoundDatagram.at(path.toString());
    this.reader = new Thread(this::take, "datagrams");
    reader.setDaemon(true);
    reader.start();
  }

  private void take() {
    while (!closed) {
      byte[] next = socket.next();
      if (!closed) {
        taken.add(next);
      }
    }
  }

  byte[] next() throws InterruptedException {
    byte[] next = taken.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "no datagram");
    return next;
  }

  /** Ends it; its path is free again. */
  void close() throws IOException, InterruptedException {
    closed = true;
    socket.end();
    reader.join();
    socket.close();
    Files.delete(path);
  }
}
