package dev.sbomagent.trust;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Why no pinned key verifies a signature, as well as the unsigned parts of the file can tell: the
 * golden was altered, another key signed, or these bytes were never a signature.
 */
final class Refusal {
  private Refusal() {}

  static UntrustedException of(Evidence evidence, SignedMessage message, List<PinnedKey> keys) {
    boolean digestKnown = evidence.digest != null && evidence.digestHash != null;
    if (digestKnown && !digestFits(evidence, message)) {
      return new UntrustedException(
          Reason.BAD_SIGNATURE,
          "signature does not match: the golden is not the file that was signed, " + evidence.path);
    }
    boolean namesPinned = false;
    for (PinnedKey key : keys) {
      namesPinned |= evidence.names(key);
    }
    if (!namesPinned && (evidence.namesSome() || digestKnown)) {
      return new UntrustedException(
          Reason.WRONG_KEY, "signature is by a key that is not pinned: " + evidence.path);
    }
    if (!plausible(evidence.signatureBytes(), keys)) {
      return evidence.malformed("its bytes are no ECDSA, RSA or Ed25519 signature");
    }
    return new UntrustedException(
        Reason.BAD_SIGNATURE,
        "signature does not match: altered bytes or another key, " + evidence.path);
  }

  private static boolean digestFits(Evidence evidence, SignedMessage message) {
    return evidence.digestHash != null
        && Arrays.equals(evidence.digest, message.digest(evidence.digestHash));
  }

  /** Whether some key could have made these bytes. */
  private static boolean plausible(byte[] signature, List<PinnedKey> keys) {
    for (PinnedKey key : keys) {
      if (key instanceof RsaKey rsa && signature.length == rsa.signatureBytes()) {
        return true;
      }
    }
    return switch (signature.length) {
      case 64, 256, 384, 512, 1024 -> true;
      default -> ecdsa(signature);
    };
  }

  private static boolean ecdsa(byte[] signature) {
    BigInteger[] pair = EcKey.pair(signature);
    return pair != null && inRange(pair[0]) && inRange(pair[1]);
  }

  private static boolean inRange(BigInteger number) {
    return number.signum() > 0 && number.bitLength() <= 521;
  }
}
