package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The steps that bake a golden image, one after the other, in a Debian that is not booted. */
@Tag("interop")
class BakeTest {
  private static final Path WORK = Peers.work("bake");
  private static final Path STEPS = Peers.PROJECT.resolve("packaging/packer/steps");
  private static final Path KEY = new Cosign("3.1.3").generateKeyPair(WORK.resolve("golden"));
  private static final String ACCEPTED = "accepted: in sync, the plant was found, in sync";

  @Test
  void a_golden_by_the_agent_covers_the_agent_and_passes_the_gate() {
    try (Root root = installed()) {
      bake(root, Peers.agent());
      // whoever brings files may take the golden, and bring it again
      assertEquals("nobody\n", root.sh("stat -c %U /tmp/golden/golden.cdx.json"));
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

  @Test
  void nothing_is_left_that_two_machines_must_not_share() {
    try (Booted machine = Booted.inSync("clean")) {
      machine.give(STEPS.resolve("clean"));
      List<String> said =
          machine.run(
              """
              checked
              mkdir -p /etc/ssh /root/.ssh /var/log/journal /tmp/golden
              journalctl --flush
              echo key | tee /etc/ssh/ssh_host_rsa_key /root/.ssh/authorized_keys /tmp/golden/x >/dev/null
              places='/etc/ssh /root/.ssh /var/lib/sbom-agent /run/sbom-agent /tmp /var/log/journal /etc/machine-id'
              left() { find $places -type f -size +0 2>/dev/null | sed 's:/[0-9a-f]\\{32\\}/:/ID/:' | sort; }
              left
              ./clean /tmp/golden
              echo cleaned
              left
              """);
      assertTrue(
          said.containsAll(List.of("/etc/ssh/ssh_host_rsa_key", "/etc/machine-id")),
          said::toString);
      assertTrue(said.contains("/var/log/journal/ID/system.journal"), said::toString);
      assertEquals("cleaned", said.get(said.size() - 1), said::toString);
    }
  }

  /** A root after packages and agent, with the steps in /tmp/steps. */
  private static Root installed() {
    Root root = Root.copyOf(Peers.booted());
    root.sh("install -d -o nobody /tmp/golden");
    Tool.of("cp", "-r", STEPS.toString(), root.path("/tmp/steps").toString()).must();
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
