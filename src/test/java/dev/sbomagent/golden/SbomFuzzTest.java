package dev.sbomagent.golden;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Sbom#parse} may throw {@link SbomException} and nothing else, whatever it is given. */
@Tag("fuzz")
class SbomFuzzTest {
  @Test
  void damaged_documents() {
    long end = System.nanoTime() + Duration.ofSeconds(Long.getLong("fuzz.seconds", 20)).toNanos();
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      byte[] document = Mutations.damaged(new Random(seed));
      try {
        Mutations.parse(document);
      } catch (RuntimeException | Error wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
    }
  }
}
