package dev.sbomagent.golden;

import java.util.Arrays;
import java.util.Random;

/** Real documents, damaged. */
final class Mutations {
  private static final byte[][] SEEDS = {
    Fixtures.bytes("amzn-syft-1.54.1.json"),
    Fixtures.bytes("debian-osv-scalibr-0.5.3.json"),
    Fixtures.bytes("debian-syft-1.54.1.xml"),
    Fixtures.gzip(Fixtures.bytes("alpine-syft-0.57.0.json")),
    Fixtures.gzip(Fixtures.bytes("debian-syft-1.54.1.xml")),
  };
  private static final byte[] SYNTAX =
      "{}[]\",:\\<>&/!'u0-e \u0000\u001f".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  private Mutations() {}

  static byte[] damaged(Random random) {
    byte[] document = SEEDS[random.nextInt(SEEDS.length)].clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      document = damaged(document, random);
    }
    return document;
  }

  private static byte[] damaged(byte[] document, Random random) {
    if (document.length < 2) {
      return document;
    }
    int at = random.nextInt(document.length);
    int length = Math.min(random.nextInt(64), document.length - at);
    switch (random.nextInt(6)) {
      case 0 -> document[at] = (byte) random.nextInt(256);
      case 1 -> document[at] = SYNTAX[random.nextInt(SYNTAX.length)];
      case 2 -> document[at] ^= (byte) (1 << random.nextInt(8));
      case 3 -> {
        return Arrays.copyOf(document, at);
      }
      case 4 ->
          System.arraycopy(
              document, random.nextInt(document.length - length + 1), document, at, length);
      default -> {
        byte[] shorter = Arrays.copyOf(document, document.length - length);
        System.arraycopy(document, at + length, shorter, at, document.length - at - length);
        return shorter;
      }
    }
    return document;
  }

  /** Parses; a refusal with words is as good as a document, anything else is a failure. */
  static void parse(byte[] document) {
    SbomLimits limits = new SbomLimits(4 << 20, 200, 10_000);
    try {
      Sbom sbom = Sbom.parse(document, limits);
      for (GoldenComponent component : sbom.components()) {
        component.locations().forEach(Mutations::requireAbsolute);
      }
      FileTables.text(sbom.files()).forEach(Mutations::requireAbsolute);
    } catch (SbomException refused) {
      if (String.valueOf(refused.getMessage()).isBlank() || refused.getMessage() == null) {
        throw new AssertionError("refused without a word", refused);
      }
    }
  }

  private static void requireAbsolute(String path) {
    if (!path.startsWith("/") || path.contains("/../")) {
      throw new AssertionError("not inside the root: " + path);
    }
  }
}
