package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Any bytes as a signature, golden or key are verified or refused with a reason. */
class TrustPropertyTest {
  @Property(tries = 500)
  void random_signature_is_never_verified(@ForAll @Size(max = 200) byte[] signature) {
    assertFalse(Mutations.verifies(Mutations.golden(), signature));
  }

  @Property(tries = 500)
  void random_golden_is_never_verified(@ForAll @Size(max = 200) byte[] golden) {
    assertFalse(Mutations.verifies(golden, Mutations.seeds().get(0)));
    assertFalse(Mutations.verifiesAlone(golden));
  }

  @Property(tries = 500)
  void random_key_is_refused(@ForAll @Size(max = 200) byte[] key) {
    try {
      PublicKeys.parse(key, Path.of("k.pub"));
      fail("took " + key.length + " random bytes as a key");
    } catch (UntrustedException refused) {
      // as it should be
    }
  }

  @Property(tries = 1500)
  void mutated_files_are_verified_or_refused(@ForAll Random random) {
    Mutations.tryOne(random);
  }
}
