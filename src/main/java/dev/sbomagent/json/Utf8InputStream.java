package dev.sbomagent.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes bytes through that are well-formed UTF-8 (RFC 3629: no overlong form, no surrogate,
 * nothing above U+10FFFF), start with no byte-order mark, hold no NUL and are at most so many.
 * Anything else is an {@link IOException} at the first wrong byte: Jackson alone would take UTF-16,
 * a byte-order mark and overlong forms.
 */
final class Utf8InputStream extends FilterInputStream {
  /** The document is longer than its limit. */
  static final class TooLargeException extends IOException {
    TooLargeException(long maxBytes) {
      super("more than " + maxBytes + " bytes");
    }
  }

  private final long maxBytes;
  private long count;

  /** Continuation bytes still owed, and the range that the next one must lie in. */
  private int owed;

  private int low;
  private int high;

  private Utf8InputStream(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
  }

  static Utf8InputStream of(InputStream in, long maxBytes) {
    return new Utf8InputStream(in, maxBytes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n < 0) {
      if (owed > 0) {
        throw new IOException("not UTF-8: ends inside a character");
      }
      return n;
    }
    check(buffer, offset, n);
    count += n;
    if (count > maxBytes) {
      throw new TooLargeException(maxBytes);
    }
    return n;
  }

  private void check(byte[] buffer, int offset, int n) throws IOException {
    for (int i = offset; i < offset + n; i++) {
      byte b = buffer[i];
      if (b > 0 && owed == 0) {
        continue;
      }
      step(b & 0xff, count + i - offset);
    }
  }

  private void step(int b, long at) throws IOException {
    if (owed > 0) {
      if (b < low || b > high) {
        throw new IOException("not UTF-8 at byte " + at);
      }
      owed--;
      low = 0x80;
      high = 0xbf;
      return;
    }
    if (b == 0) {
      throw new IOException("NUL at byte " + at);
    }
    if (b == 0xef && at == 0) {
      throw new IOException("byte-order mark or invalid character at byte 0");
    }
    lead(b, at);
  }

  // RFC 3629 section 4
  private void lead(int b, long at) throws IOException {
    low = 0x80;
    high = 0xbf;
    if (b >= 0xc2 && b <= 0xdf) {
      owed = 1;
    } else if (b >= 0xe0 && b <= 0xef) {
      owed = 2;
      low = b == 0xe0 ? 0xa0 : 0x80;
      high = b == 0xed ? 0x9f : 0xbf;
    } else if (b >= 0xf0 && b <= 0xf4) {
      owed = 3;
      low = b == 0xf0 ? 0x90 : 0x80;
      high = b == 0xf4 ? 0x8f : 0xbf;
    } else {
      throw new IOException("not UTF-8 at byte " + at);
    }
  }
}
