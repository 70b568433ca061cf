package dev.sbomagent.golden;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Expands exactly one gzip member (RFC 1952) that fills the given bytes. Header, CRC and length are
 * checked; a byte after the member, an unknown method or flag, or more expansion than allowed is an
 * {@link IOException}. {@code java.util.zip.GZIPInputStream} would go on with whatever follows.
 */
final class GzipMember extends InputStream {
  private static final int RATIO_FREE = 1 << 20;
  private static final int TRAILER = 8;

  private final byte[] bytes;
  private final SbomLimits limits;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final int start;
  private long expanded;
  private boolean done;
  private boolean tooLarge;

  GzipMember(byte[] bytes, SbomLimits limits) throws IOException {
    this.bytes = bytes;
    this.limits = limits;
    this.start = new Header(bytes).end();
    if (bytes.length - start < TRAILER) {
      throw new IOException("gzip ends early");
    }
    inflater.setInput(bytes, start, bytes.length - start - TRAILER);
  }

  static boolean isGzip(byte[] bytes) {
    return bytes.length >= 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  /** Whether a limit ended the reading. */
  boolean tooLarge() {
    return tooLarge;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (done || length == 0) {
      return done ? -1 : 0;
    }
    int n = inflate(buffer, offset, length);
    if (n == 0) {
      finish();
      done = true;
      return -1;
    }
    crc.update(buffer, offset, n);
    expanded += n;
    bound();
    return n;
  }

  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = inflater.inflate(buffer, offset, length);
      if (n == 0 && !inflater.finished()) {
        throw new IOException(
            inflater.needsDictionary() ? "gzip asks for a dictionary" : "gzip ends early");
      }
      return n;
    } catch (DataFormatException broken) {
      throw new IOException("gzip is broken at byte " + (start + inflater.getBytesRead()), broken);
    }
  }

  private void bound() throws IOException {
    if (expanded > limits.maxExpandedBytes()) {
      tooLarge = true;
      throw new IOException("gzip expands to more than " + limits.maxExpandedBytes() + " bytes");
    }
    if (expanded > RATIO_FREE && expanded / limits.maxGzipRatio() > inflater.getBytesRead()) {
      tooLarge = true;
      throw new IOException("gzip expands more than " + limits.maxGzipRatio() + " times");
    }
  }

  // RFC 1952 section 2.3.1: CRC32 and ISIZE, little endian
  private void finish() throws IOException {
    int trailer = bytes.length - TRAILER;
    if (inflater.getRemaining() > 0) {
      throw new IOException("bytes after the end of gzip");
    }
    if (int32(trailer) != (int) crc.getValue()) {
      throw new IOException("gzip has a wrong checksum");
    }
    if (int32(trailer + 4) != (int) expanded) {
      throw new IOException("gzip has a wrong length");
    }
  }

  private int int32(int at) {
    return int16(bytes, at) | int16(bytes, at + 2) << 16;
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** RFC 1952 section 2.3: the member header, of varying length. */
  private static final class Header {
    private static final int CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final byte[] bytes;
    private int at = 10;

    Header(byte[] bytes) {
      this.bytes = bytes;
    }

    /** Where the compressed data starts. */
    int end() throws IOException {
      require(0);
      int flags = bytes[3];
      if (bytes[2] != 8 || (flags & RESERVED) != 0) {
        throw new IOException("gzip of an unknown method");
      }
      if ((flags & EXTRA) != 0) {
        require(2);
        at += 2 + int16(bytes, at);
      }
      if ((flags & NAME) != 0) {
        passText();
      }
      if ((flags & COMMENT) != 0) {
        passText();
      }
      if ((flags & CRC) != 0) {
        check();
      }
      require(0);
      return at;
    }

    private void passText() throws IOException {
      do {
        require(1);
      } while (bytes[at++] != 0);
    }

    private void check() throws IOException {
      require(2);
      CRC32 crc = new CRC32();
      crc.update(bytes, 0, at);
      if ((crc.getValue() & 0xffff) != int16(bytes, at)) {
        throw new IOException("gzip has a wrong header checksum");
      }
      at += 2;
    }

    private void require(int more) throws IOException {
      if (bytes.length - at < more) {
        throw new IOException("gzip ends early");
      }
    }
  }
}
