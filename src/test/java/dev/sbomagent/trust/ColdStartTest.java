package dev.sbomagent.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Verification must not reach Bouncy Castle: its jar is signed, and opening it costs more than all
 * of a check.
 */
class ColdStartTest {
  private static final JavaClasses TRUST =
      new ClassFileImporter().importPackages("dev.sbomagent.trust");

  @Test
  void verification_reaches_nothing_of_bouncy_castle() {
    for (Class<?> start :
        List.of(PinnedKeys.class, ArtifactFiles.class, TrustPolicy.class, VerifiedBytes.class)) {
      assertEquals(Set.of(), reached(start));
    }
    assertFalse(reached(SigningKey.class).isEmpty(), "the search finds what is there");
  }

  private static Set<String> reached(Class<?> start) {
    Set<String> reached = new TreeSet<>();
    for (Dependency dependency : TRUST.get(start).getTransitiveDependenciesFromSelf()) {
      if (dependency.getTargetClass().getName().startsWith("org.bouncycastle.")) {
        reached.add(dependency.getDescription());
      }
    }
    return reached;
  }
}
