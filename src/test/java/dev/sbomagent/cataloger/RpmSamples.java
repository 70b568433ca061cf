package dev.sbomagent.cataloger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/** Headers and databases made to order, and files that lie in memory. */
final class RpmSamples {
  private RpmSamples() {}

  /** Puts a header together, tag by tag. */
  static final class Header {
    private final List<int[]> index = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    static Header of(String name, String version, String release, String arch) {
      Header header = new Header().text(1000, name).text(1001, version).text(1002, release);
      return arch.isEmpty() ? header : header.text(1022, arch);
    }

    Header text(int tag, String text) {
      return entry(tag, 6, 1, (text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    Header texts(int tag, String... texts) {
      byte[] bytes = (String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
      return entry(tag, 8, texts.length, bytes);
    }

    Header numbers(int tag, int... numbers) {
      while (data.size() % 4 != 0) {
        data.write(0);
      }
      ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
      for (int number : numbers) {
        bytes.putInt(number);
      }
      return entry(tag, 4, numbers.length, bytes.array());
    }

    Header states(byte... states) {
      return entry(1029, 1, states.length, states);
    }

    Header entry(int tag, int type, int count, byte[] bytes) {
      index.add(new int[] {tag, type, data.size(), count});
      data.write(bytes, 0, bytes.length);
      return this;
    }

    /** The files of one folder, all with one digest. */
    Header files(String folder, String digest, String... names) {
      String[] digests = new String[names.length];
      java.util.Arrays.fill(digests, digest);
      return texts(1035, digests)
          .numbers(1116, new int[names.length])
          .texts(1117, names)
          .texts(1118, folder);
    }

    byte[] bytes() {
      ByteBuffer blob = ByteBuffer.allocate(8 + 16 * index.size() + data.size());
      blob.putInt(index.size()).putInt(data.size());
      for (int[] entry : index) {
        for (int number : entry) {
          blob.putInt(number);
        }
      }
      return blob.put(data.toByteArray()).array();
    }
  }

  /** A native database of these headers. */
  static byte[] ndb(byte[]... headers) {
    int blocks = 256;
    for (byte[] header : headers) {
      blocks += (header.length + 28 + 15) / 16;
    }
    ByteBuffer file = ByteBuffer.allocate(16 * blocks).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RpmP".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(1).putInt(1);
    file.putInt(headers.length + 1).position(32);
    for (int i = 2; i < 256; i++) {
      file.put("Slot".getBytes(StandardCharsets.US_ASCII)).position(16 * i + 16);
    }
    int block = 256;
    for (int i = 0; i < headers.length; i++) {
      int length = headers[i].length;
      int count = (length + 28 + 15) / 16;
      file.position(16 * (i + 2) + 4).putInt(i + 1).putInt(block).putInt(count);
      file.position(16 * block).put("BlbS".getBytes(StandardCharsets.US_ASCII));
      file.putInt(i + 1).putInt(1).putInt(length).put(headers[i]);
      int tail = 16 * (block + count) - 12;
      Adler32 adler = new Adler32();
      adler.update(file.array(), 16 * block, tail - 16 * block);
      file.position(tail).putInt((int) adler.getValue()).putInt(length);
      file.put("BlbE".getBytes(StandardCharsets.US_ASCII));
      block += count;
    }
    return file.array();
  }

  /** A file in memory, to be read only. */
  static final class Memory implements SeekableByteChannel {
    private final byte[] bytes;
    private int position;

    Memory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
      int count = Math.min(into.remaining(), bytes.length - position);
      if (count <= 0) {
        return -1;
      }
      into.put(bytes, position, count);
      position += count;
      return count;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
      position = (int) Math.min(to, Integer.MAX_VALUE);
      return this;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
