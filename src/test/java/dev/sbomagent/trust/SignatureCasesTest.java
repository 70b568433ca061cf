package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures made with the real cosign 2 and 3, sound and broken: the part in this repository. */
class SignatureCasesTest {
  static List<SignatureCases.Case> cases() throws Exception {
    return SignatureCases.in(Path.of("test-fixtures", "signatures"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gives_the_verdict_of_the_case(SignatureCases.Case one) {
    String verdict = one.verdict();
    assertTrue(one.reasons().contains(verdict), verdict + " instead of " + one.reasons());
  }
}
