package dev.sbomagent.cataloger;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes. */
final class Bytes {
  private static final int[] ODD = {0, 1, 0x7f, 0x80, 0xff, '\n', '=', ':', '<', '&', '{', 'P'};

  private Bytes() {}

  static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(8); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes[at] = (byte) ODD[random.nextInt(ODD.length)];
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        case 3 -> {
          int length = Math.min(bytes.length - at, random.nextInt(64));
          int to = random.nextInt(bytes.length - length + 1);
          System.arraycopy(seed.length == bytes.length ? seed : bytes, at, bytes, to, length);
        }
        default -> bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }
}
