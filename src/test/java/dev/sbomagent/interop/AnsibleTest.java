package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code packaging/ansible}, by the Ansible that Debian 12 has. */
@Tag("interop")
class AnsibleTest {
  private static final Path FOLDER = Peers.PROJECT.resolve("packaging/ansible");
  private static final Path WORK = Peers.work("ansible");
  private static final Pattern RECAP = Pattern.compile("changed=(\\d+) +unreachable=0 +failed=0 ");

  /** Both are named: of a folder it would find the playbook alone. */
  @Test
  void lint_finds_no_fault_at_its_strictest() {
    Tool.Ended ended =
        Tool.of("ansible-lint", "--offline", "--strict", "--nocolor", "--profile", "production")
            .with(FOLDER.resolve("playbook.yml").toString())
            .with(FOLDER.resolve("roles/sbom_agent").toString())
            .run();
    assertEquals(0, ended.status(), () -> ended.out() + ended.err());
    Matcher files = Pattern.compile("on (\\d+) files").matcher(ended.err());
    assertTrue(files.find() && Integer.parseInt(files.group(1)) > 5, ended.err());
  }

  @Test
  void an_image_is_made_in_two_plays_and_a_third_changes_nothing() {
    try (Root root = Root.copyOf(Peers.minimal())) {
      root.apt("update");
      // what Ansible asks of a host with apt; and what it could not get, as a play has no resolver
      // here
      root.apt("install python3-apt systemd");
      String installed =
          "{sbom_agent_package: %s, sbom_agent_config: {fleet: web, sinks: [{type: journald}]}}"
              .formatted(Peers.deb());
      assertTrue(changes(root, installed, "--check") > 0);
      assertTrue(Files.notExists(root.path("/usr/bin/sbom-agent")), "a dry run installs nothing");
      assertTrue(changes(root, installed) > 0);
      assertEquals("ok: /etc/sbom-agent/agent.yaml\n", root.sh("sbom-agent config check"));
      assertEquals(
          "enabled\nenabled\n",
          root.sh("systemctl is-enabled sbom-agent.service sbom-agent-ship.path"));
      assertEquals(0, changes(root, installed));

      Path sbom = WORK.resolve("image.cdx.json");
      Agent.command("baseline", "--root", root.path().toString(), "-o", sbom.toString()).must();
      Agent.Golden golden = SignedGolden.signed(sbom);
      String signed =
          "{sbom_agent_golden: %1$s, sbom_agent_signature: %1$s.sigstore.json, sbom_agent_key: %2$s}"
              .formatted(golden.file(), golden.key());
      assertEquals(3, changes(root, signed));
      String report = root.sh("sbom-agent check");
      assertTrue(report.startsWith("IN SYNC"), report);
      assertEquals(0, changes(root, signed));
      assertEquals(0, changes(root, signed, "--check"));
    }
  }

  /** Plays the example on a root, and returns how many tasks changed something there. */
  private static int changes(Root root, String variables, String... options) {
    String said =
        Tool.of("unshare", "-m", "--propagation", "private", "sh", "-ec")
            .with("mount -t proc proc \"$1/proc\"; shift; exec ansible-playbook \"$@\"", "play")
            .with(root.path().toString(), FOLDER.resolve("playbook.yml").toString())
            .with("-i", root.path() + ",", "-c", "community.general.chroot")
            .with("-e", "{ansible_python_interpreter: /usr/bin/python3}", "-e", variables)
            .with(options)
            .env("ANSIBLE_NOCOLOR", "1")
            .must();
    Matcher recap = RECAP.matcher(said);
    assertTrue(recap.find(), said);
    return Integer.parseInt(recap.group(1));
  }
}
