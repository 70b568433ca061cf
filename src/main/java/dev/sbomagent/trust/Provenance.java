package dev.sbomagent.trust;

import java.nio.file.Path;
import java.util.List;

/**
 * Who signed what was verified: all that is left of {@link VerifiedBytes} when the bytes, which may
 * be many megabytes, are no longer needed.
 *
 * @param sha256 of the golden file, lower-case hex
 * @param path the golden file as it was named
 * @param form the form in which the signature came
 * @param keyId {@code sha256:<hex>} of the key that verified
 * @param keyFile where that key lies
 * @param notes what is odd about the signature though it verifies
 */
public record Provenance(
    String sha256,
    Path path,
    VerifiedBytes.Form form,
    String keyId,
    Path keyFile,
    List<String> notes) {
  public Provenance {
    notes = List.copyOf(notes);
  }
}
