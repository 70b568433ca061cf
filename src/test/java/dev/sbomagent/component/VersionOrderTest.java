package dev.sbomagent.component;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
  private static final List<String> ECOSYSTEMS =
      List.of(
          "deb",
          "rpm",
          "alpm",
          "apk",
          "golang",
          "npm",
          "cargo",
          "nuget",
          "composer",
          "pypi",
          "gem",
          "maven");

  private static Comparator<String> order(String ecosystem) {
    return VersionOrder.of(ecosystem).orElseThrow();
  }

  /** Chains from earliest to latest; an equals sign joins spellings of one version. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "deb; 0~~ 0~ 0=0:0-0=00-0 0a 0+ 1~rc1 1 1-1=0:01-01 1-1+b1 1-1.1 1.0-1 1.9 1.10 10"
            + " 99999999999999999999999999 100000000000000000000000000 1:0 2:0~",
        "deb; 2.36.1-8 2.36.1-8+deb11u1 2.36.1-8+deb11u2 2.36.1-9",
        "rpm; 1.0~rc1-1 1.0-1 1.0^git1-1 1.0a-1 1.0.1-1 1.1-1 1.1-1.el9 1.1-2 1.10-1 10-1 1:0-1",
        "rpm; 1.0=1.0-=1_0 2.0a 2.0.1 2.50=2.050",
        "alpm; 1.0a 1.0alpha 1.0b 1.0beta 1.0p 1.0pre 1.0rc 1.0 1.0.a 1.0.1 1:0",
        "alpm; 1.0-1 1.0-2 1.1-1",
        "apk; 1.2_alpha 1.2_alpha2 1.2_beta 1.2_pre 1.2_rc1 1.2 1.2-r0 1.2-r1 1.2_git20240101 1.2_p1"
            + " 1.2a 1.2.1 1.10 2",
        "apk; 1.01 1.1 1.2",
        "golang; v0.0.0-20190101000000-abcdefabcdef v0.0.0-20200101000000-000000000000 v0.1.0"
            + " v1.0.0-rc.1 v1.0.0=v1.0.0+incompatible v1.9.9 v1.10.0 v2.0.0",
        "golang; 1.22beta1 1.22rc1 1.22rc2 1.22=1.22.0 1.22.1",
        "npm; 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11"
            + " 1.0.0-rc.1 1.0.0=1.0.0+build 99999999999999999999.0.0",
        "nuget; 1.0=1.0.0=1.0.0.0 1.0.0.1",
        "pypi; 1.dev0 1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12=1.0.alpha-12 1.0b1.dev456"
            + " 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456 1.0rc1=1.0-c1=1.0.preview1 1=1.0=v1.0.0"
            + " 1.0+abc.5 1.0+abc.7 1.0+5 1.0.post456.dev34 1.0.post456=1.0-456=1.0.r456 1.1.dev1 1.10 2013.10 1!0",
        "gem; 1.0.a.2 1.0.b1 1.0.pre.1=1.0-1 1.0.rc1 1=1.0=1.0.0 1.0.1 1.9 1.10",
        "maven; 1-alpha 1-alpha-1=1-a1=1alpha1 1-alpha2 1-beta=1.beta 1-milestone 1-rc=1-cr 1-snapshot=1-SNAPSHOT"
            + " 1=1.0=1-ga=1.final=1.0.0 1-sp 1-foo 1-1 1.1 1.2 1.10 2",
      })
  void orders_versions_as_their_ecosystem_does(String ecosystem, String chain) {
    Comparator<String> order = order(ecosystem);
    List<String[]> steps = new ArrayList<>();
    for (String step : chain.split(" ", -1)) {
      steps.add(step.split("=", -1));
    }
    for (int i = 0; i < steps.size(); i++) {
      for (int j = 0; j < steps.size(); j++) {
        for (String a : steps.get(i)) {
          for (String b : steps.get(j)) {
            assertEquals(
                Integer.compare(i, j), Integer.signum(order.compare(a, b)), a + " to " + b);
          }
        }
      }
    }
  }

  @Test
  void ecosystems_without_an_order_have_none() {
    assertTrue(VersionOrder.of("binary").isEmpty());
    assertTrue(VersionOrder.of("file").isEmpty());
  }

  @Provide
  Arbitrary<String> versions() {
    return Arbitraries.strings().withChars("012919~+-.:_^abrcdevpost!v").ofMaxLength(8);
  }

  @Property(tries = 3000)
  void every_order_is_antisymmetric_and_reflexive(
      @ForAll("versions") String a, @ForAll("versions") String b) {
    for (String ecosystem : ECOSYSTEMS) {
      Comparator<String> order = order(ecosystem);
      assertEquals(0, order.compare(a, a), ecosystem);
      assertEquals(
          Integer.signum(order.compare(a, b)), -Integer.signum(order.compare(b, a)), ecosystem);
    }
  }

  @Property(tries = 5000)
  void orders_are_transitive(
      @ForAll("versions") String a, @ForAll("versions") String b, @ForAll("versions") String c) {
    for (String ecosystem : List.of("deb", "pypi", "npm", "gem", "apk")) {
      List<String> sorted = new ArrayList<>(List.of(a, b, c));
      Comparator<String> order = order(ecosystem);
      sorted.sort(order);
      assertTrue(order.compare(sorted.get(0), sorted.get(2)) <= 0, ecosystem + sorted);
      if (order.compare(a, b) == 0) {
        assertEquals(order.compare(a, c), order.compare(b, c), ecosystem + sorted);
      }
    }
  }

  @Property(tries = 500)
  void any_text_is_taken(@ForAll String a, @ForAll String b) {
    for (String ecosystem : ECOSYSTEMS) {
      Comparator<String> order = order(ecosystem);
      assertEquals(
          Integer.signum(order.compare(a, b)), -Integer.signum(order.compare(b, a)), ecosystem);
    }
  }

  /** dpkg decides thousands of pairs; one shell asks it, so that each costs one process. */
  @Tag("interop")
  @Test
  void the_debian_order_is_that_of_dpkg() throws Exception {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      lines.add(version(random) + " " + version(random));
    }
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "while read a b; do if dpkg --compare-versions $a lt $b; then echo -1; elif dpkg"
                    + " --compare-versions $a eq $b; then echo 0; else echo 1; fi; done 2>/dev/null")
            .start();
    Thread feeder =
        new Thread(
            () -> {
              try (var out = shell.getOutputStream()) {
                out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    feeder.start();
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8))) {
      Comparator<String> order = order("deb");
      for (String line : lines) {
        String[] pair = line.split(" ", -1);
        int verdict = Integer.parseInt(String.valueOf(in.readLine()));
        assertEquals(verdict, Integer.signum(order.compare(pair[0], pair[1])), line);
      }
    }
  }

  private static String version(Random random) {
    String[] pieces = {
      "0", "1", "9", "10", "01", "a", "b", "rc", "~", "~~", "+", ".", "-1", "deb", "99999999999"
    };
    StringBuilder version = new StringBuilder(random.nextInt(4) == 0 ? "1:0" : "1");
    for (int i = random.nextInt(5); i > 0; i--) {
      version.append(pieces[random.nextInt(pieces.length)]);
    }
    return version.toString();
  }
}
