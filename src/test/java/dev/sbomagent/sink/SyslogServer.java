package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A syslog server that takes nothing but what its protocol says, and ends when told to. */
final class SyslogServer {
  /** How records are told apart. */
  enum Framing {
    DATAGRAM,
    OCTETS,
    RELP
  }

  private final Framing framing;
  private final @Nullable SSLContext tls;
  private final BlockingQueue<String> records = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable Thread listener;
  private int port;

  /** After so many records it breaks every connection, once. */
  final AtomicInteger breakAfter = new AtomicInteger(Integer.MAX_VALUE);

  /** What it answers to a record of RELP. */
  volatile String answer = "200 OK";

  SyslogServer(Framing framing, @Nullable SSLContext tls) throws IOException {
    this.framing = framing;
    this.tls = tls;
    try (ServerSocket any = new ServerSocket(0)) {
      port = any.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Listens, at the same port each time. */
  void open() throws IOException {
    records.clear();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (framing == Framing.DATAGRAM) {
      DatagramSocket socket = new DatagramSocket(address);
      keep(socket);
      listener = run(() -> datagrams(socket));
      return;
    }
    ServerSocket socket =
        tls == null ? new ServerSocket() : tls.getServerSocketFactory().createServerSocket();
    if (socket instanceof SSLServerSocket secure) {
      secure.setNeedClientAuth(true);
    }
    socket.bind(address);
    keep(socket);
    listener =
        run(
            () -> {
              while (true) {
                Socket connection = socket.accept();
                keep(connection);
                run(() -> serve(connection));
              }
            });
  }

  /** Stops listening and breaks what is connected. */
  void vanish() throws InterruptedException {
    closeAll();
    if (listener != null) {
      // its port is free only then
      listener.join();
      listener = null;
      closeAll();
    }
  }

  private void closeAll() {
    synchronized (open) {
      for (AutoCloseable one : open) {
        try {
          one.close();
        } catch (Exception broken) {
          // closed is closed
        }
      }
      open.clear();
    }
  }

  /** The next records, waited for. */
  List<String> records(int count) throws InterruptedException {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      String record = records.poll(20, TimeUnit.SECONDS);
      assertNotNull(record, "no more than " + next);
      next.add(record);
    }
    return next;
  }

  private interface Work {
    void run() throws IOException;
  }

  private static Thread run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException broken) {
                // by one end or the other
              }
            },
            "syslog-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void keep(AutoCloseable one) {
    synchronized (open) {
      open.add(one);
    }
  }

  private void datagrams(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    while (true) {
      packet.setLength(65_536);
      socket.receive(packet);
      records.add(new String(packet.getData(), 0, packet.getLength(), UTF_8));
    }
  }

  private void serve(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(connection.getInputStream()));
    try {
      while (framing == Framing.OCTETS ? octets(in) : relp(in, connection.getOutputStream())) {
        if (breakAfter.compareAndSet(0, Integer.MAX_VALUE)) {
          break;
        }
      }
    } finally {
      connection.close();
    }
  }

  /** RFC 6587 3.4.1: count without leading zeros, space, so many bytes. */
  private boolean octets(DataInputStream in) throws IOException {
    int length = number(in, ' ');
    byte[] record = new byte[length];
    in.readFully(record);
    took(record);
    return true;
  }

  private boolean relp(DataInputStream in, OutputStream out) throws IOException {
    int number = number(in, ' ');
    StringBuilder command = new StringBuilder();
    for (int b = in.readUnsignedByte(); b != ' '; b = in.readUnsignedByte()) {
      command.append((char) b);
    }
    StringBuilder digits = new StringBuilder();
    int b = in.readUnsignedByte();
    for (; b != ' ' && b != '\n'; b = in.readUnsignedByte()) {
      digits.append((char) b);
    }
    byte[] data = new byte[Integer.parseInt(digits.toString())];
    if (b == ' ') {
      in.readFully(data);
      require(in.readUnsignedByte() == '\n');
    }
    String said = "200 OK";
    switch (command.toString()) {
      case "open" -> said = "200 OK\nrelp_version=0\ncommands=syslog";
      case "syslog" -> {
        said = answer;
        if (said.startsWith("200")) {
          took(data);
        }
      }
      case "close" -> require(data.length == 0);
      default -> require(false);
    }
    out.write((number + " rsp " + said.length() + " " + said + "\n").getBytes(UTF_8));
    return !command.toString().equals("close");
  }

  private void took(byte[] record) {
    records.add(new String(record, UTF_8));
    breakAfter.decrementAndGet();
  }

  private static int number(InputStream in, int end) throws IOException {
    StringBuilder digits = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException();
      }
      if (b == end) {
        return Integer.parseInt(digits.toString());
      }
      require(b >= (digits.length() == 0 ? '1' : '0') && b <= '9');
      digits.append((char) b);
    }
  }

  private static void require(boolean right) throws IOException {
    if (!right) {
      throw new IOException("not the protocol");
    }
  }
}
