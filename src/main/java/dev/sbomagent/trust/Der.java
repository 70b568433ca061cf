package dev.sbomagent.trust;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER (X.690 section 10) strictly: definite lengths in their shortest form, whole numbers in
 * theirs. What it accepts re-encodes to the same bytes.
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int NULL = 0x05;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  /** The bytes are not DER of the expected shape. */
  static final class DerException extends Exception {
    DerException(String message) {
      super(message, null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  private Der(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  static Der of(byte[] bytes) {
    return new Der(bytes, 0, bytes.length);
  }

  /** Whether the next element has this tag. */
  boolean next(int tag) {
    return at < end && (bytes[at] & 0xff) == tag;
  }

  /** The inside of the next element, which must have this tag. */
  Der inside(int tag) throws DerException {
    if (!next(tag)) {
      throw new DerException("unexpected element");
    }
    at++;
    int length = length();
    if (length > end - at) {
      throw new DerException("element longer than what holds it");
    }
    Der inside = new Der(bytes, at, at + length);
    at += length;
    return inside;
  }

  /** The next element whole, tag and length included. */
  byte[] element(int tag) throws DerException {
    int start = at;
    inside(tag);
    return Arrays.copyOfRange(bytes, start, at);
  }

  /** Passes over the next element, whatever its tag. */
  void skip() throws DerException {
    if (at >= end) {
      throw new DerException("element missing");
    }
    inside(bytes[at] & 0xff);
  }

  /** The rest of the bytes. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, end);
    at = end;
    return rest;
  }

  /** A whole number of zero or more in its shortest form. */
  BigInteger natural() throws DerException {
    byte[] value = inside(INTEGER).rest();
    if (value.length == 0 || value[0] < 0) {
      throw new DerException("not a natural number");
    }
    if (value.length > 1 && value[0] == 0 && value[1] >= 0) {
      throw new DerException("number with a needless leading zero");
    }
    return new BigInteger(value);
  }

  /** Requires that nothing follows. */
  void end() throws DerException {
    if (at != end) {
      throw new DerException("bytes after the end");
    }
  }

  private int length() throws DerException {
    int first = octet();
    if (first < 0x80) {
      return first;
    }
    int octets = first & 0x7f;
    if (octets == 0 || octets > 3) {
      throw new DerException("length not definite or too large");
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | octet();
    }
    if (length < 0x80 || length >>> (8 * (octets - 1)) == 0) {
      throw new DerException("length not in its shortest form");
    }
    return length;
  }

  private int octet() throws DerException {
    if (at >= end) {
      throw new DerException("ends early");
    }
    return bytes[at++] & 0xff;
  }

  /** One element of up to 16 MiB. */
  static byte[] encode(int tag, byte[]... parts) {
    ByteArrayOutputStream inside = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      inside.writeBytes(part);
    }
    int length = inside.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      out.write(0x80 | octets);
      for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    out.writeBytes(inside.toByteArray());
    return out.toByteArray();
  }
}
