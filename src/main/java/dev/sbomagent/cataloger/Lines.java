package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, as syft's scanner gives them (Go's bufio.Scanner): without their line
 * feed and one carriage return before it, and none after a line that is too long. Reads in pieces;
 * holds one line at a time.
 */
final class Lines {
  private static final int FIRST = 4096;
  private static final int PIECE = 64 << 10;

  /** Where syft's scanner gives up for most files (internal/line_scanner.go). */
  static final int MAX_LINE = 1 << 20;

  private final InputStream in;
  private final int maxLine;
  private final long maxBytes;
  private byte[] buffer = new byte[FIRST];
  private int at;
  private int end;
  private long total;
  private boolean ended;
  private boolean tooLong;
  private boolean cut;

  /**
   * Lines of a stream, which the caller closes.
   *
   * @param maxLine bytes a line may have, its line feed among them
   * @param maxBytes the stream may have
   */
  Lines(InputStream in, int maxLine, long maxBytes) {
    this.in = in;
    this.maxLine = maxLine;
    this.maxBytes = maxBytes;
  }

  /** The next line, null after the last. */
  @Nullable String next() throws IOException, MalformedException {
    int scanned = at;
    while (!tooLong) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          String line = text(at, i);
          at = i + 1;
          return line;
        }
      }
      scanned = end - at;
      if (end - at >= maxLine) {
        tooLong = true;
      } else if (ended || !fill()) {
        ended = true;
        cut |= at < end;
        String last = at < end ? text(at, end) : null;
        at = end;
        return last;
      }
    }
    return null;
  }

  /** Whether the lines ended early, at one that is too long. */
  boolean tooLong() {
    return tooLong;
  }

  /** Whether the last line had no line feed; known after it was read. */
  boolean cut() {
    return cut;
  }

  private String text(int from, int to) {
    int stop = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    return new String(buffer, from, stop - from, StandardCharsets.UTF_8);
  }

  /** Makes room and reads more; what is not yet given moves to the start. */
  private boolean fill() throws IOException, MalformedException {
    int rest = end - at;
    byte[] target = buffer;
    if (rest > buffer.length / 2 || total == FIRST) {
      target = new byte[Math.max(2 * buffer.length, PIECE)];
    }
    System.arraycopy(buffer, at, target, 0, rest);
    buffer = target;
    at = 0;
    end = rest;
    int read = in.read(buffer, end, Math.min(buffer.length - end, PIECE));
    if (read <= 0) {
      return false;
    }
    total += read;
    if (total > maxBytes) {
      throw new MalformedException("more than " + maxBytes + " bytes");
    }
    end += read;
    return true;
  }

  /** All that is left, read whole. */
  static byte[] whole(InputStream in, int maxBytes) throws IOException, MalformedException {
    byte[] bytes = new byte[FIRST];
    int length = 0;
    while (true) {
      int read = in.read(bytes, length, Math.min(bytes.length - length, PIECE));
      if (read <= 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += read;
      if (length > maxBytes) {
        throw new MalformedException("more than " + maxBytes + " bytes");
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
  }
}
