package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures made with the real cosign 2 and 3, sound and broken. */
@Tag("corpus")
class SignatureCorpusTest {
  static final Path SHARED = Path.of(System.getProperty("user.dir"), "..", "shared", "data");

  static List<SignatureCases.Case> cases() throws Exception {
    return SignatureCases.in(SHARED.resolve("interop/signatures"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_verdict_of_the_case(SignatureCases.Case one) {
    String verdict = one.verdict();
    assertTrue(one.reasons().contains(verdict), verdict + " instead of " + one.reasons());
  }

  @Test
  void knows_all_cases() throws Exception {
    assertEquals(78, cases().size());
  }
}
