package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps that bake a golden image, one after the other, in a Debian that is not booted. */
@Tag("interop")
class BakeTest {
  private static final Path WORK = Peers.work("bake");
  private static final Path KEY = new Cosign("3.1.3").generateKeyPair(WORK.resolve("golden"));
  private static final String ACCEPTED = "accepted: in sync, the plant was found, in sync";

  @Test
  void a_golden_by_the_agent_covers_the_agent_and_passes_the_gate() {
    try (Root root = installed()) {
      bake(root, Peers.agent());
      assertTrue(root.sh("/tmp/steps/accept").endsWith(ACCEPTED + "\n"));
      String golden = root.sh("cat /etc/sbom-agent/golden.cdx.json");
      assertTrue(golden.contains("\"/usr/bin/sbom-agent\""));
      assertTrue(golden.contains("\"/etc/sbom-agent/agent.yaml\""));
    }
  }

  @Test
  void a_golden_by_syft_signed_by_cosign_passes_the_gate() {
    for (String version : Peers.cosignVersions()) {
      try (Root root = installed()) {
        Tool.of("cp", Peers.syft(), root.path("/tmp/golden/syft").toString()).must();
        bake(root, Peers.cosign(version));
        assertTrue(root.sh("/tmp/steps/accept").endsWith(ACCEPTED + "\n"));
      }
    }
  }

  @Test
  void what_changes_after_the_scan_does_not_pass_the_gate() {
    try (Root root = installed()) {
      bake(root, Peers.agent());
      root.sh("echo more >>/usr/share/common-licenses/BSD");
      refused(root, "check ended with status 2, not 0");
    }
  }

  @Test
  void an_agent_that_finds_nothing_does_not_pass_the_gate() {
    try (Root root = installed()) {
      bake(root, Peers.agent());
      root.sh("printf '#!/bin/sh\\n' >/usr/bin/sbom-agent");
      refused(root, "check ended with status 0, not 2");
    }
  }

  @Test
  void a_private_key_in_the_image_does_not_pass_the_gate() {
    try (Root root = installed()) {
      bake(root, Peers.agent());
      Tool.of("cp", KEY + ".key", root.path("/etc/sbom-agent/trust/golden.key").toString()).must();
      refused(root, "check ended with status 3, not 0");
    }
  }

  @Test
  void nothing_starts_while_an_image_is_built() {
    try (Root root = installed()) {
      assertFalse(Files.exists(root.path("/var/lib/sbom-agent")));
      assertFalse(Files.exists(root.path("/usr/sbin/policy-rc.d")));
      assertEquals("enabled\n", root.sh("systemctl is-enabled sbom-agent.service"));
    }
  }

  /** A root after packages and agent, with the steps in /tmp/steps. */
  private static Root installed() {
    Root root = Root.copyOf(Peers.booted());
    root.sh("mkdir /tmp/golden");
    Path packaging = Peers.PROJECT.resolve("packaging/packer/steps");
    Tool.of("cp", "-r", packaging.toString(), root.path("/tmp/steps").toString()).must();
    Tool.of("cp", Peers.deb().toString(), KEY + ".pub")
        .with(Peers.PROJECT.resolve("agent/etc/sbom-agent/agent.yaml").toString())
        .with(root.path("/tmp/golden").toString())
        .must();
    root.sh("/tmp/steps/packages rsyslog; /tmp/steps/install /tmp/golden");
    return root;
  }

  private static void bake(Root root, String signer) {
    root.sh("/tmp/steps/scan /tmp/golden");
    Tool.of(root.path("/tmp/steps/sign").toString())
        .with(root.path("/tmp/golden/golden.cdx.json").toString(), KEY + ".key")
        .env("SIGNER", signer)
        .env("COSIGN_PASSWORD", Cosign.PASSWORD)
        .must();
    root.sh("/tmp/steps/place /tmp/golden");
  }

  private static void refused(Root root, String why) {
    String said =
        assertThrows(AssertionError.class, () -> root.sh("/tmp/steps/accept")).getMessage();
    assertTrue(said.contains("accept: " + why), said);
  }
}
