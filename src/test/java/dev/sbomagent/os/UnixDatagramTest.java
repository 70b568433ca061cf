package dev.sbomagent.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnixDatagramTest {
  @TempDir Path folder;

  @Test
  void datagrams_arrive_whole_and_in_order_at_a_path() throws IOException {
    String address = folder.resolve("log").toString();
    try (BoundDatagram receiver = BoundDatagram.at(address);
        UnixDatagram sender = UnixDatagram.connect(address)) {
      sender.send("one\n\0two, and more".getBytes(UTF_8), 8);
      sender.send("".getBytes(UTF_8), 0);
      sender.send("three".getBytes(UTF_8), 5);
      assertEquals("one\n\0two", receiver.nextText());
      assertEquals("", receiver.nextText());
      assertEquals("three", receiver.nextText());
    }
  }

  @Test
  void datagrams_arrive_at_an_abstract_name() throws IOException {
    String address = "@" + folder.getFileName();
    try (BoundDatagram receiver = BoundDatagram.at(address);
        UnixDatagram sender = UnixDatagram.connect(address)) {
      sender.send("one".getBytes(UTF_8), 3);
      assertEquals("one", receiver.nextText());
    }
  }

  @Test
  void what_is_not_there_is_named() throws IOException {
    Path missing = folder.resolve("missing");
    assertEquals(missing + ": connect: ENOENT", refused(missing, Errno.ENOENT));
    Path plain = Files.createFile(folder.resolve("plain"));
    assertEquals(plain + ": connect: ECONNREFUSED", refused(plain, Errno.ECONNREFUSED));
    Path left = folder.resolve("left");
    BoundDatagram.at(left.toString()).close();
    assertEquals(left + ": connect: ECONNREFUSED", refused(left, Errno.ECONNREFUSED));
    Path stream = folder.resolve("stream");
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(stream));
      assertEquals(stream + ": connect: EPROTOTYPE", refused(stream, Errno.EPROTOTYPE));
    }
  }

  private static String refused(Path address, Errno errno) {
    SocketFailure failure =
        assertThrows(SocketFailure.class, () -> UnixDatagram.connect(address.toString()));
    assertEquals(errno, failure.errno());
    return String.valueOf(failure.getMessage());
  }

  @Test
  void what_is_no_address_is_refused() {
    for (String wrong : new String[] {"", "/", "@", "/" + "x".repeat(107), "/a\0b"}) {
      assertThrows(IOException.class, () -> UnixDatagram.connect(wrong), wrong);
    }
  }

  @Test
  void a_receiver_that_went_away_is_told() throws IOException {
    String address = folder.resolve("log").toString();
    BoundDatagram receiver = BoundDatagram.at(address);
    try (UnixDatagram sender = UnixDatagram.connect(address)) {
      receiver.close();
      SocketFailure failure = assertThrows(SocketFailure.class, () -> sender.send(new byte[1], 1));
      assertEquals(Errno.ECONNREFUSED, failure.errno());
    }
  }

  @Test
  void a_datagram_that_is_too_large_is_told() throws IOException {
    String address = folder.resolve("log").toString();
    byte[] large = new byte[4 * 1024 * 1024];
    try (BoundDatagram receiver = BoundDatagram.at(address);
        UnixDatagram sender = UnixDatagram.connect(address)) {
      SocketFailure failure =
          assertThrows(SocketFailure.class, () -> sender.send(large, large.length));
      assertEquals(Errno.EMSGSIZE, failure.errno());
      sender.send("x".getBytes(UTF_8), 1);
      assertEquals("x", receiver.nextText());
    }
  }

  @Test
  void a_full_queue_is_told_and_waited_for() throws Exception {
    String address = folder.resolve("log").toString();
    try (BoundDatagram receiver = BoundDatagram.at(address);
        UnixDatagram sender = UnixDatagram.connect(address)) {
      int sent = fill(sender);
      long start = System.nanoTime();
      sender.awaitRoom(20);
      assertTrue(System.nanoTime() - start >= 20_000_000, "waited for room");
      Thread reader =
          new Thread(
              () -> {
                for (int i = 0; i < sent; i++) {
                  receiver.next();
                }
              });
      reader.start();
      sender.awaitRoom(60_000);
      sender.send("x".getBytes(UTF_8), 1);
      reader.join();
      assertEquals("x", receiver.nextText());
    }
  }

  private static int fill(UnixDatagram sender) throws IOException {
    for (int sent = 0; sent < 1_000_000; sent++) {
      try {
        sender.send(new byte[1000], 1000);
      } catch (SocketFailure full) {
        assertEquals(Errno.EAGAIN, full.errno());
        return sent;
      }
    }
    throw new AssertionError("never full");
  }

  @Test
  void closed_twice_is_closed_once() throws IOException {
    String address = folder.resolve("log").toString();
    try (BoundDatagram receiver = BoundDatagram.at(address)) {
      UnixDatagram first = UnixDatagram.connect(address);
      first.close();
      try (UnixDatagram second = UnixDatagram.connect(address)) {
        first.close();
        assertThrows(IOException.class, () -> first.send(new byte[1], 1));
        second.send("x".getBytes(UTF_8), 1);
        assertEquals("x", receiver.nextText());
      }
    }
  }
}
