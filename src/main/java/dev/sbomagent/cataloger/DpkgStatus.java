package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads stanzas the way dpkg's own parser does (lib/dpkg/parse.c, parse_stanza): empty lines
 * separate them, a line that starts with white space continues the value before it, field names are
 * compared without case and may occur once, {@code #} starts no comment, and an MSDOS end-of-file
 * mark at the start of a line is an empty line.
 *
 * <p>One pass over the bytes in pieces of 64 KiB; what is not kept is never copied. Bounds: 1 MiB a
 * line, 8 MiB and 128 fields a stanza, 256 MiB and 200,000 stanzas in all. Any bytes either parse
 * or give a reason.
 */
final class DpkgStatus {
  private static final int MAX_LINE = 1 << 20;
  private static final int MAX_STANZA = 8 << 20;
  private static final long MAX_FILE = 256L << 20;
  private static final int MAX_STANZAS = 200_000;
  private static final int MAX_FIELDS = 128;
  private static final int MAX_NAME = 256;
  private static final int MAX_VALUE = 4096;

  private final InputStream in;
  private final boolean keepConffiles;
  private final byte[] buffer = new byte[64 << 10];
  private int at;
  private int end;

  /** Bytes before the buffer. */
  private long passed;

  private long lineStart;
  private long stanzaStart;
  private int line = 1;

  /** Whether the last line has no newline. */
  private boolean cut;

  /** Hashes of the field names of this stanza: equal ones are taken for the same name. */
  private final long[] seen = new long[MAX_FIELDS];

  private int seenCount;
  private final byte[] name = new byte[MAX_NAME];
  private byte[] value = new byte[256];
  private int valueLength;
  private final DpkgStanza stanza = new DpkgStanza();

  private DpkgStatus(InputStream in, boolean keepConffiles) {
    this.in = in;
    this.keepConffiles = keepConffiles;
  }

  /**
   * The stanzas of {@code in}, in its order. More lenient than dpkg: the last line needs no
   * newline.
   *
   * @param keepConffiles whether the entries are to hold their {@code Conffiles}
   * @throws MalformedException saying the line
   */
  static List<DpkgEntry> parse(InputStream in, boolean keepConffiles)
      throws IOException, MalformedException {
    return parse(in, keepConffiles, false);
  }

  /** The same, with the newline at the end that dpkg demands: without it the file was cut short. */
  static List<DpkgEntry> parseWhole(InputStream in, boolean keepConffiles)
      throws IOException, MalformedException {
    return parse(in, keepConffiles, true);
  }

  private static List<DpkgEntry> parse(InputStream in, boolean keepConffiles, boolean whole)
      throws IOException, MalformedException {
    DpkgStatus status = new DpkgStatus(in, keepConffiles);
    try {
      List<DpkgEntry> entries = status.stanzas();
      if (whole && status.cut) {
        throw new MalformedException("file ends inside a line");
      }
      return entries;
    } catch (MalformedException e) {
      throw new MalformedException("line " + status.line + ": " + e.getMessage());
    }
  }

  private List<DpkgEntry> stanzas() throws IOException, MalformedException {
    List<DpkgEntry> entries = new ArrayList<>();
    while (true) {
      int c = peek();
      if (c < 0) {
        return entries;
      }
      if (isLineEnd(c)) {
        at++;
        line += c == '\n' ? 1 : 0;
        continue;
      }
      if (entries.size() == MAX_STANZAS) {
        throw new MalformedException("more than " + MAX_STANZAS + " packages");
      }
      entries.add(stanza());
    }
  }

  private DpkgEntry stanza() throws IOException, MalformedException {
    stanzaStart = passed + at;
    seenCount = 0;
    int c = peek();
    while (c >= 0 && !isLineEnd(c)) {
      field();
      if (passed + at - stanzaStart > MAX_STANZA) {
        throw new MalformedException("stanza is longer than " + MAX_STANZA + " bytes");
      }
      c = peek();
    }
    return stanza.finish();
  }

  /** One field with all its lines; ends at the start of a line or of nothing. */
  private void field() throws IOException, MalformedException {
    lineStart = passed + at;
    int field = fieldName();
    boolean keep = field != DpkgStanza.NOT_KEPT && (keepConffiles || field != DpkgStanza.CONFFILES);
    int limit = field == DpkgStanza.CONFFILES ? MAX_LINE : MAX_VALUE;
    valueLength = 0;
    do {
      restOfLine(keep, limit);
      lineStart = passed + at;
      if (passed + at - stanzaStart > MAX_STANZA) {
        throw new MalformedException("stanza is longer than " + MAX_STANZA + " bytes");
      }
    } while (isSpace(peek()));
    if (keep) {
      // what is kept is ASCII or is checked to be, but for the paths of Conffiles
      stanza.put(field, new String(value, 0, valueLength, StandardCharsets.UTF_8));
    }
  }

  /** Reads a field's name and colon; gives its number. */
  private int fieldName() throws IOException, MalformedException {
    int length = 0;
    long hash = 0xcbf29ce484222325L;
    int c = next();
    while (c > ' ' && c != ':' && c != 0x7f) {
      int lower = c >= 'A' && c <= 'Z' ? c + 32 : c;
      if (length == MAX_NAME) {
        throw new MalformedException("field name is longer than " + MAX_NAME + " bytes");
      }
      name[length++] = (byte) lower;
      // FNV-1a with 64 bits
      hash = (hash ^ lower) * 0x100000001b3L;
      c = next();
    }
    while (isSpace(c) && passed + at - lineStart <= MAX_LINE) {
      c = next();
    }
    String text = new String(name, 0, length, StandardCharsets.ISO_8859_1);
    if (length == 0) {
      throw new MalformedException("line without a field name");
    }
    if (c != ':') {
      throw new MalformedException("no colon after '" + DpkgStanza.printable(text) + "'");
    }
    if (name[0] == '-') {
      throw new MalformedException("field name starts with a hyphen");
    }
    for (int i = 0; i < seenCount; i++) {
      if (seen[i] == hash) {
        throw new MalformedException("field '" + DpkgStanza.printable(text) + "' occurs twice");
      }
    }
    if (seenCount == MAX_FIELDS) {
      throw new MalformedException("more than " + MAX_FIELDS + " fields");
    }
    seen[seenCount++] = hash;
    return DpkgStanza.field(text);
  }

  /** Goes behind the end of this line, keeping it or not. */
  private void restOfLine(boolean keep, int limit) throws IOException, MalformedException {
    while (at < end || fill()) {
      int from = at;
      int to = from;
      byte[] bytes = buffer;
      int stop = end;
      while (to < stop && bytes[to] != '\n') {
        to++;
      }
      boolean ended = to < stop;
      at = ended ? to + 1 : to;
      if (passed + at - lineStart > MAX_LINE) {
        throw new MalformedException("line is longer than " + MAX_LINE + " bytes");
      }
      if (keep) {
        keep(from, at, limit);
      }
      if (ended) {
        line++;
        return;
      }
    }
    cut = true;
  }

  private void keep(int from, int to, int limit) throws MalformedException {
    int length = valueLength + to - from;
    if (length > limit) {
      throw new MalformedException("value is longer than " + limit + " bytes");
    }
    if (length > value.length) {
      value = Arrays.copyOf(value, Math.max(length, 2 * value.length));
    }
    System.arraycopy(buffer, from, value, valueLength, to - from);
    valueLength = length;
  }

  private int peek() throws IOException, MalformedException {
    return at < end || fill() ? buffer[at] & 0xff : -1;
  }

  private int next() throws IOException, MalformedException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  private boolean fill() throws IOException, MalformedException {
    passed += end;
    at = 0;
    end = Math.max(in.read(buffer), 0);
    if (passed + end > MAX_FILE) {
      throw new MalformedException("more than " + MAX_FILE + " bytes");
    }
    return end > 0;
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == 0x1a;
  }

  /** c_isspace but for the newline. */
  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || (c >= 0x0b && c <= 0x0d);
  }
}
