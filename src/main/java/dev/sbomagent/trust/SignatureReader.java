package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import java.nio.file.Path;

/**
 * Reads a signature file of any form into {@link Evidence}. The first bytes decide between JSON and
 * a bare signature, the first name decides which JSON; what fails as one form is not tried as
 * another (cosign did, and let an attacker choose).
 */
final class SignatureReader {
  private SignatureReader() {}

  static Evidence read(Path path, byte[] file) throws UntrustedException {
    if (file.length == 0) {
      throw new UntrustedException(Reason.MALFORMED_SIGNATURE, "signature is empty: " + path);
    }
    return FirstBytes.json(file, file.length) ? json(path, file) : bare(path, file);
  }

  /** Whether a JSON object with this name in it is, or claims to be, a signature container. */
  static boolean isTopLevelName(String name) {
    return BundleReader.form(name) != null;
  }

  private static Evidence json(Path path, byte[] file) throws UntrustedException {
    BundleReader reader;
    try {
      reader = new BundleReader(path, file);
    } catch (JsonException notJson) {
      throw new UntrustedException(
          Reason.MALFORMED_SIGNATURE, "signature is malformed: not strict JSON, " + path);
    }
    Evidence evidence;
    try {
      evidence = reader.evidence();
    } catch (JsonException broken) {
      Reason reason = broken.tooLarge() ? Reason.TOO_LARGE : Reason.MALFORMED_SIGNATURE;
      throw new UntrustedException(
          reason, "signature is malformed: " + reader.problem() + ", " + path);
    }
    long wrapped = evidence.envelope == null ? 0 : evidence.envelope.payload().length * 4L / 3;
    if (evidence.form == VerifiedBytes.Form.COSIGN_BUNDLE) {
      wrapped = wrapped * 4 / 3; // base64 of JSON with base64 in it
    }
    if (file.length - wrapped > FileRole.MAX_BUNDLE) {
      throw FileRole.SIGNATURE.tooLarge(path, FileRole.MAX_BUNDLE);
    }
    return evidence;
  }

  /** Base64, with white space after it if need be, or the raw bytes. */
  private static Evidence bare(Path path, byte[] file) throws UntrustedException {
    if (file.length > FileRole.MAX_BARE) {
      throw FileRole.SIGNATURE.tooLarge(path, FileRole.MAX_BARE);
    }
    Evidence evidence = new Evidence(VerifiedBytes.Form.BARE, path);
    byte[] signature = file;
    if (text(file)) {
      int end = file.length;
      while (end > 0 && FirstBytes.space(file[end - 1])) {
        end--;
      }
      signature = Base64Text.decode(file, 0, end);
    }
    if (signature == null || signature.length == 0) {
      throw evidence.malformed("not canonical base64");
    }
    evidence.signature = signature;
    return evidence;
  }

  private static boolean text(byte[] file) {
    for (byte b : file) {
      if (!Base64Text.isLetter(b) && !FirstBytes.space(b)) {
        return false;
      }
    }
    return true;
  }
}
