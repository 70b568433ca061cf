package dev.sbomagent.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a document: whole in memory, or a window that moves over a stream. While a token is
 * held, its bytes stay together in {@link #buffer}, from {@link #held} on.
 */
final class JsonBytes {
  private static final int WINDOW = 64 * 1024;

  private final @Nullable InputStream in;
  private final long maxBytes;

  /** Number of bytes before {@code buffer[0]}. */
  private long dropped;

  byte[] buffer;

  /** Place of the next byte. */
  int at;

  /** End of the bytes that are there. */
  int end;

  /** Where the held token starts, negative when none is held. */
  int held = -1;

  private JsonBytes(@Nullable InputStream in, byte[] buffer, int end, long maxBytes) {
    this.in = in;
    this.buffer = buffer;
    this.end = end;
    this.maxBytes = maxBytes;
  }

  /** Bytes in memory, which are never written to. */
  static JsonBytes of(byte[] document, long maxBytes) {
    return new JsonBytes(null, document, document.length, maxBytes);
  }

  static JsonBytes of(InputStream in, long maxBytes) {
    return new JsonBytes(in, new byte[WINDOW], 0, maxBytes);
  }

  /** Number of bytes before the next one. */
  long offset() {
    return dropped + at;
  }

  /** Whether more bytes than allowed have been seen. */
  boolean tooMany() {
    return dropped + end > maxBytes;
  }

  /** Gets more bytes behind {@link #end}; places move, but for their distance. False at the end. */
  boolean fill() throws IOException {
    if (in == null) {
      return false;
    }
    int from = held < 0 ? at : held;
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, end - from);
      dropped += from;
      at -= from;
      end -= from;
      held = held < 0 ? -1 : 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * end, Integer.MAX_VALUE - 16));
    }
    int n = in.read(buffer, end, buffer.length - end);
    if (n <= 0) {
      return false;
    }
    end += n;
    return true;
  }
}
