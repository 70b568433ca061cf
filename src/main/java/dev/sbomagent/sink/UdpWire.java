package dev.sbomagent.sink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Syslog over UDP, a record in a datagram (RFC 5426). What is lost on the way is lost; that nobody
 * listens may be learnt from ICMP.
 */
final class UdpWire implements Wire {
  private final DatagramChannel channel;
  private long sent;

  private UdpWire(DatagramChannel channel) {
    this.channel = channel;
  }

  static UdpWire open(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.connect(address);
      channel.configureBlocking(false);
      return new UdpWire(channel);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Nothing here waits. */
  @Override
  public void under(TimeLimit limit) {}

  /** There is no connection that could end. */
  @Override
  public void check() {}

  @Override
  public void send(byte[] record) throws IOException {
    if (channel.write(ByteBuffer.wrap(record)) == 0) {
      throw new IOException("no room for a datagram");
    }
    sent++;
  }

  /** Gives the kernel's view: an ICMP that came back makes a read fail. */
  @Override
  public void settle() throws IOException {
    channel.read(ByteBuffer.allocate(1));
  }

  @Override
  public long settled() {
    return sent;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
