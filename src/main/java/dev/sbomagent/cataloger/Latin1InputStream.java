package dev.sbomagent.cataloger;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of ISO 8859-1, which all bytes are, as UTF-8. */
final class Latin1InputStream extends InputStream {
  private final InputStream in;
  private final byte[] piece = new byte[32 << 10];

  /** The second byte of a character whose first was the last given; negative when there is none. */
  private int rest = -1;

  Latin1InputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) <= 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int count = 0;
    if (rest >= 0) {
      target[offset] = (byte) rest;
      rest = -1;
      count = 1;
    } else {
      int read = in.read(piece, 0, Math.max(1, Math.min(piece.length, length / 2)));
      if (read < 0) {
        return -1;
      }
      for (int i = 0; i < read; i++) {
        int c = piece[i] & 0xff;
        if (c < 0x80) {
          target[offset + count++] = (byte) c;
        } else {
          target[offset + count++] = (byte) (0xc0 | c >> 6);
          int second = 0x80 | (c & 0x3f);
          if (count < length) {
            target[offset + count++] = (byte) second;
          } else {
            rest = second;
          }
        }
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
