package dev.sbomagent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Deviation UPGRADED =
      Deviation.of(
          Kind.UPGRADED,
          new Slot("deb", "", "bash", "amd64"),
          List.of("5.2-1"),
          List.of("5.2-2"),
          List.of("/var/lib/dpkg/status"));

  @Test
  void line_is_as_the_contract_writes_it() {
    assertEquals("upgraded|deb||bash|amd64|5.2-1|5.2-2\n", Finding.line(UPGRADED));
  }

  @Test
  void separators_and_control_characters_are_percent_encoded() {
    Deviation odd =
        Deviation.of(
            Kind.ADDED,
            new Slot("file", "", "/a|b%c\u001b[31m,\u0085", ""),
            List.of(),
            List.of("x,y", "z"),
            List.of());
    assertEquals("added|file||/a%7Cb%25c%1B[31m%2C%C2%85|||x%2Cy,z\n", Finding.line(odd));
  }

  // printf 'upgraded|deb||bash|amd64|5.2-1|5.2-2\n' | sha256sum
  @Test
  void id_and_digest_are_sha256_of_the_line() {
    Finding finding = Finding.of(UPGRADED);
    String digest = Finding.driftDigest(List.of(finding));
    assertEquals("sha256:" + DIGEST, digest);
    assertEquals(DIGEST.substring(0, 16), finding.id());
  }

  // printf '' | sha256sum
  @Test
  void no_findings_have_the_digest_of_nothing() {
    assertEquals(
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Finding.driftDigest(List.of()));
  }

  @Test
  void locations_do_not_enter_the_digest() {
    Deviation elsewhere =
        Deviation.of(
            UPGRADED.kind(),
            UPGRADED.slot(),
            UPGRADED.expected(),
            UPGRADED.observed(),
            List.of("/other"));
    assertEquals(Finding.of(UPGRADED).id(), Finding.of(elsewhere).id());
  }

  private static final String DIGEST =
      "eebd5e61f860f5a70c2026130f0142db6d415c7117a30dce5812b5fb8bee22b1";
}
