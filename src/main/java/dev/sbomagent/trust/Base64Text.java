package dev.sbomagent.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64 (RFC 4648 section 4) in its one canonical spelling: padded, no line breaks, spare bits
 * zero. Java's decoder alone takes missing padding and set spare bits.
 */
final class Base64Text {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Text() {}

  /** The bytes, or null when the text is not canonical. */
  static byte @Nullable [] decode(String text) {
    // a character outside Latin-1 becomes '?', which is not in the alphabet
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    return decode(latin, 0, latin.length);
  }

  /** The bytes of {@code text[from, to)}, or null when it is not canonical. */
  static byte @Nullable [] decode(byte[] text, int from, int to) {
    int length = to - from;
    if (length % 4 != 0) {
      return null;
    }
    if (length == 0) {
      return new byte[0];
    }
    int pad = text[to - 1] != '=' ? 0 : text[to - 2] != '=' ? 1 : 2;
    int last = ALPHABET.indexOf(text[to - 1 - pad]);
    int spare = pad == 0 ? 0 : pad == 1 ? 0x3 : 0xf;
    if (last < 0 || (last & spare) != 0) {
      return null;
    }
    try {
      ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, length));
      return decoded.remaining() == decoded.array().length ? decoded.array() : copy(decoded);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static byte[] copy(ByteBuffer decoded) {
    byte[] bytes = new byte[decoded.remaining()];
    decoded.get(bytes);
    return bytes;
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Whether a byte may stand in base64 text, padding included. */
  static boolean isLetter(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '+'
        || b == '/'
        || b == '=';
  }
}
