package dev.sbomagent.trust;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** May throw {@link UntrustedException} and nothing else, whatever the bytes. */
@Tag("fuzz")
class TrustFuzzTest {
  @Test
  void broken_signatures_and_keys_are_verified_or_refused() {
    long seconds = Long.getLong("fuzz.seconds", 20);
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      try {
        Mutations.tryOne(new Random(seed));
      } catch (RuntimeException | Error crash) {
        throw new AssertionError("seed " + seed, crash);
      }
    }
  }
}
