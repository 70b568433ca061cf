package dev.sbomagent.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks real signatures and keys at random and lets the verifier judge. */
final class Mutations {
  private static final Path FIXTURES = Path.of("test-fixtures", "signatures");
  private static final byte[] GOLDEN = bytes("artifact.json");
  private static final List<byte[]> SEEDS =
      List.of(
          bytes("p256-v3-bundle.sigstore.json"),
          bytes("p256-v3-legacy.bundle"),
          bytes("p256-v3-bare.sig"),
          bytes("p256-v3-raw.rawsig"),
          bytes("p256-v3-attest.intoto.sigstore.json"),
          bytes("p256-v3-attest-legacy.dsse.json"),
          bytes("conformance/managed-key-happy-path.sigstore.json"));
  private static final List<byte[]> KEYS =
      List.of(
          bytes("keys/p256.pub"),
          bytes("keys/p521.pub"),
          bytes("keys/rsa2048.pub"),
          bytes("keys/ed25519.pub"),
          bytes("keys/p256.key"));
  private static final PinnedKeys PINNED = pinned();

  private Mutations() {}

  static byte[] golden() {
    return GOLDEN;
  }

  static List<byte[]> seeds() {
    return SEEDS;
  }

  static boolean verifies(byte[] golden, byte[] signature) {
    return judged(SignedArtifact.of(Path.of("golden"), golden, Path.of("s"), signature));
  }

  static boolean verifiesAlone(byte[] golden) {
    return judged(SignedArtifact.alone(Path.of("golden"), golden));
  }

  private static boolean judged(SignedArtifact artifact) {
    try {
      PINNED.verify(artifact);
      return true;
    } catch (UntrustedException refused) {
      return false;
    }
  }

  /** One broken signature, the same as a golden of its own, and one broken key. */
  static void tryOne(Random random) {
    byte[] signature = mutated(SEEDS.get(random.nextInt(SEEDS.size())), random);
    verifies(GOLDEN, signature);
    verifiesAlone(signature);
    byte[] key = mutated(KEYS.get(random.nextInt(KEYS.size())), random);
    try {
      PinnedKey parsed = PublicKeys.parse(key, Path.of("k.pub"));
      parsed.verifies(SignedMessage.of(GOLDEN), SEEDS.get(3));
    } catch (UntrustedException refused) {
      if (refused.reason() != Reason.UNUSABLE_KEY) {
        throw new AssertionError("a key refused as " + refused.reason(), refused);
      }
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "\"{}[]:,\\=\n0aA".charAt(random.nextInt(13));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> bytes = without(bytes, at, random.nextInt(20));
        default -> bytes = doubled(bytes, at, random.nextInt(60));
      }
    }
    return bytes;
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] shorter = Arrays.copyOf(bytes, Math.max(1, bytes.length - (end - at)));
    System.arraycopy(bytes, end, shorter, at, Math.min(bytes.length - end, shorter.length - at));
    return shorter;
  }

  private static byte[] doubled(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + end - at);
    System.arraycopy(bytes, at, longer, end, bytes.length - at);
    return longer;
  }

  private static PinnedKeys pinned() {
    try {
      return PinnedKeys.load(List.of(FIXTURES.resolve("keys/p256.pub")));
    } catch (UntrustedException broken) {
      throw new AssertionError(broken);
    }
  }

  private static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FIXTURES.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
