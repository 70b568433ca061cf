package dev.sbomagent.trust;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One PEM block (RFC 7468) with nothing but white space around it and canonical base64 in it. Go's
 * reader takes the first block and ignores what surrounds it; a pinned key must not hide anything.
 */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private final String label;
  private final byte[] content;

  private Pem(String label, byte[] content) {
    this.label = label;
    this.content = content;
  }

  /** What the block says it holds, {@code PUBLIC KEY} for example. */
  String label() {
    return label;
  }

  byte[] content() {
    return content;
  }

  /** The one block of a file, or null when the file is anything else. */
  static @Nullable Pem parse(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1).strip();
    int labelEnd = text.indexOf(DASHES, BEGIN.length());
    if (!text.startsWith(BEGIN) || labelEnd < 0) {
      return null;
    }
    String label = text.substring(BEGIN.length(), labelEnd);
    String tail = END + label + DASHES;
    int bodyStart = labelEnd + DASHES.length();
    int bodyEnd = text.length() - tail.length();
    if (bodyEnd < bodyStart || !text.endsWith(tail) || !breaks(text, bodyStart, bodyEnd)) {
      return null;
    }
    byte[] content = Base64Text.decode(joined(text, bodyStart, bodyEnd));
    return content == null || content.length == 0 ? null : new Pem(label, content);
  }

  /** Whether the block's lines stand on lines of their own. */
  private static boolean breaks(String text, int bodyStart, int bodyEnd) {
    return bodyStart < bodyEnd
        && (text.charAt(bodyStart) == '\n' || text.charAt(bodyStart) == '\r')
        && text.charAt(bodyEnd - 1) == '\n';
  }

  private static String joined(String text, int from, int to) {
    StringBuilder joined = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        joined.append(c);
      }
    }
    return joined.toString();
  }

  /** A block with lines of 64 characters, as RFC 7468 section 2 wants them written. */
  static String print(String label, byte[] content) {
    String base64 = Base64Text.encode(content);
    StringBuilder out = new StringBuilder(base64.length() + 128);
    out.append(BEGIN).append(label).append(DASHES).append('\n');
    for (int i = 0; i < base64.length(); i += 64) {
      out.append(base64, i, Math.min(i + 64, base64.length())).append('\n');
    }
    return out.append(END).append(label).append(DASHES).append('\n').toString();
  }
}
