package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.trust.Provenance;
import dev.sbomagent.trust.Reason;
import dev.sbomagent.trust.UntrustedException;
import dev.sbomagent.trust.VerifiedBytes;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifiedGoldenTest {
  /** What no code outside of trust can make; a test may reach in. */
  private static VerifiedBytes proof(byte[] bytes) {
    try {
      Constructor<VerifiedBytes> hidden =
          VerifiedBytes.class.getDeclaredConstructor(byte[].class, Provenance.class);
      hidden.setAccessible(true);
      return hidden.newInstance(
          bytes,
          new Provenance(
              "00",
              Path.of("golden.json"),
              VerifiedBytes.Form.BARE,
              "sha256:00",
              Path.of("golden.pub"),
              List.of()));
    } catch (ReflectiveOperationException moved) {
      throw new LinkageError("VerifiedBytes has another constructor", moved);
    }
  }

  private static Reason refusal(byte[] bytes, SbomLimits limits) {
    return assertThrows(UntrustedException.class, () -> VerifiedGolden.parse(proof(bytes), limits))
        .reason();
  }

  @Test
  void parses_the_verified_bytes() throws UntrustedException {
    VerifiedBytes proof = proof(Fixtures.bytes("debian-syft-1.54.1.json"));
    VerifiedGolden golden = VerifiedGolden.parse(proof, SbomLimits.standard());
    assertSame(proof.provenance(), golden.provenance());
    assertEquals(27, golden.sbom().componentCount());
  }

  @Test
  void a_packed_one_knows_the_files_but_not_what_is_in_them() throws UntrustedException {
    FileTable whole =
        VerifiedGolden.parse(
                proof(Fixtures.bytes("debian-syft-1.54.1.json")), SbomLimits.standard())
            .sbom()
            .files();
    FileTable packed = packed("debian-syft-1.54.1.json");
    assertEquals(whole.size(), packed.size());
    int hashed = -1;
    for (int i = 0; i < whole.size(); i++) {
      assertEquals(whole.path(i), packed.path(i));
      assertEquals(whole.isHashed(i), packed.isHashed(i));
      hashed = whole.isHashed(i) ? i : hashed;
    }
    int file = hashed;
    assertThrows(IllegalStateException.class, () -> packed.sha256(file));
    assertThrows(IllegalStateException.class, () -> packed.matches(file, new byte[32]));
  }

  private static FileTable packed(String fixture) throws UntrustedException {
    return VerifiedGolden.parse(proof(Fixtures.bytes(fixture)), SbomLimits.standard())
        .packed()
        .sbom()
        .files();
  }

  @Test
  void says_why_it_is_not_trusted() {
    byte[] document = Fixtures.bytes("debian-syft-1.54.1.json");
    assertEquals(
        Reason.MALFORMED_GOLDEN,
        refusal("{}".getBytes(StandardCharsets.UTF_8), SbomLimits.standard()));
    assertEquals(
        Reason.TOO_LARGE, refusal(document, SbomLimits.standard().withMaxExpandedBytes(1000)));
    assertEquals(Reason.TOO_LARGE, refusal(document, new SbomLimits(1 << 20, 100, 10)));
  }
}
