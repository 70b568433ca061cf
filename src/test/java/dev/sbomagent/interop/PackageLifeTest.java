package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Packages come and go in a Debian that is not booted: as images are built. */
@Tag("interop")
class PackageLifeTest {
  private static final String ENABLED =
      "systemctl is-enabled sbom-agent.service sbom-agent-ship.path || :";

  @Test
  void a_deb_is_installed_upgraded_removed_and_purged() {
    try (Root root = Root.copy()) {
      String before = named(root);
      root.dpkg("-i", Packages.AMD64_DEB.file());
      assertEquals("enabled\nenabled\n", root.sh(ENABLED));
      assertEquals("", root.sh("dpkg -V sbom-agent"));
      assertEquals(
          "sbom-agent-ship sbom-agent\n", root.sh("id -Gn sbom-agent-ship; id sbom-agent >&2"));

      root.sh("echo '# mine' >>/etc/sbom-agent/agent.yaml; systemctl -q disable sbom-agent");
      root.sh("install -d -o sbom-agent /var/lib/sbom-agent; touch /var/lib/sbom-agent/state");
      Path next = next();
      root.dpkg("--unpack", next);
      // before anything is configured: new jars with new archive, or old with old
      assertTrue(root.sh("sbom-agent --version").startsWith("sbom-agent "));
      root.sh("dpkg --configure --force-confdef --force-confold sbom-agent");
      assertEquals("disabled\nenabled\n", root.sh(ENABLED));
      assertEquals("# mine\n", root.sh("tail -n 1 /etc/sbom-agent/agent.yaml"));
      assertEquals(
          "0123456789abcdef\nselected\n0123456789abcdef\n",
          root.sh("ls /usr/lib/sbom-agent; cat /usr/lib/sbom-agent/selected"));

      root.sh("dpkg --remove sbom-agent");
      assertEquals("# mine\n", root.sh("tail -n 1 /etc/sbom-agent/agent.yaml"));
      root.sh("[ -e /var/lib/sbom-agent/state ]; [ ! -e /usr/lib/sbom-agent ]");
      // and back again, before it is purged
      root.dpkg("-i", next);
      assertEquals("disabled\nenabled\n", root.sh(ENABLED));
      root.sh("touch /etc/sbom-agent/trust/mine.pub; dpkg --purge sbom-agent");
      assertEquals(before, named(root));
    }
  }

  @Test
  void an_rpm_is_installed_verified_and_erased() {
    try (Root root = Root.copy()) {
      String before = named(root);
      String rpm = "rpm --root \"$1\" --dbpath /var/lib/rpm --define '_pkgverify_level none' ";
      on(root, "mkdir -p \"$1/var/lib/rpm\" && " + rpm + "--initdb");
      on(root, rpm + "-i --nodeps \"$2\"");
      assertEquals("enabled\nenabled\n", root.sh(ENABLED));
      assertEquals("", on(root, rpm + "-V --nodeps sbom-agent"));
      assertTrue(root.sh("sbom-agent --version").startsWith("sbom-agent "));
      assertEquals("/etc/sbom-agent/agent.yaml\n", on(root, rpm + "-qc sbom-agent | head -n 1"));
      root.sh("echo '# mine' >>/etc/sbom-agent/agent.yaml; systemctl -q disable sbom-agent");
      // the same again is an upgrade to rpm's scripts
      on(root, rpm + "-U --nodeps --replacepkgs \"$2\"");
      assertEquals("disabled\nenabled\n", root.sh(ENABLED));
      assertEquals("# mine\n", root.sh("tail -n 1 /etc/sbom-agent/agent.yaml"));
      on(root, rpm + "-e sbom-agent");
      root.sh("rm /etc/sbom-agent/agent.yaml.rpmsave && rmdir /etc/sbom-agent");
      // rpm keeps users; nothing else is left
      root.sh("userdel sbom-agent-ship; userdel sbom-agent");
      assertEquals(before, named(root));
    }
  }

  /** Its classes come from the archive that was made before it was installed. */
  @Test
  void an_installed_agent_starts_from_its_archive() {
    try (Root root = Root.copy()) {
      root.dpkg("-i", Packages.AMD64_DEB.file());
      String count =
          """
          lib=/usr/bin/../lib/sbom-agent/$(cat /usr/lib/sbom-agent/selected)
          $lib/runtime/bin/java -XX:+UseSerialGC -XX:SharedArchiveFile=$lib/sbom-agent.jsa \
            --enable-native-access=ALL-UNNAMED -Xlog:class+load:file=/tmp/classes -cp $lib/sbom-agent.jar \
            dev.sbomagent.cli.Main inventory --quiet
          awk '/dev.sbomagent/ { all++ } /dev.sbomagent.*shared objects file/ { shared++ }
            END { print (shared > 100 && shared > 0.9 * all) ? "shared" : shared " of " all }' /tmp/classes
          """;
      assertEquals("shared\n", root.sh(count));
    }
  }

  @Test
  void the_other_architecture_runs() {
    Path folder = Peers.work("arm64");
    Tool.of(Peers.script("arm64"))
        .with(Packages.ARM64_DEB.file().toString(), folder.toString())
        .must();
    String host = Peers.PROJECT.resolve("test-fixtures/hosts/dpkg-states/root").toString();
    String agent = folder.resolve("usr/bin/sbom-agent").toString();
    assertEquals(
        Agent.command("inventory", "--root", host, "--format", "json").must(),
        Tool.of(agent, "inventory", "--root", host, "--format", "json").must());
    Path own = folder.resolve("usr/share/sbom-agent");
    Tool.of(agent, "verify", "--golden", own.resolve("sbom-agent.cdx.json").toString())
        .with("--key", own.resolve("sbom-agent.pub").toString())
        .must();
  }

  @Test
  void the_distributions_find_no_fault() {
    Tool.of("lintian", "--allow-root", "--fail-on", "error,warning")
        .with(Packages.AMD64_DEB.file().toString(), Packages.ARM64_DEB.file().toString())
        .must();
    Tool.of("rpmlint", "-r", Peers.PROJECT.resolve("packaging/rpm/rpmlintrc").toString())
        .with(Packages.X86_64_RPM.file().toString(), Packages.AARCH64_RPM.file().toString())
        .must();
  }

  /** The package of a next release, with other jars as far as names tell. */
  private static Path next() {
    Path folder = Peers.work("next");
    String make =
        """
        cd "$2" && dpkg-deb -R "$1" tree && cd tree
        mv usr/lib/sbom-agent/"$(cat usr/lib/sbom-agent/selected)" usr/lib/sbom-agent/0123456789abcdef
        echo 0123456789abcdef >usr/lib/sbom-agent/selected
        echo '# of the next release' >>etc/sbom-agent/agent.yaml
        sed -i 's/^Version: .*/&+next/' DEBIAN/control
        dpkg-deb --root-owner-group -Znone --build . ../next.deb
        """;
    Tool.of("sh", "-ec", make, "make", Packages.AMD64_DEB.file().toString(), folder.toString())
        .must();
    return folder.resolve("next.deb");
  }

  private static String on(Root root, String script) {
    return Tool.of("sh", "-ec", script, "on", root.path().toString())
        .with(Packages.X86_64_RPM.file().toString())
        .must();
  }

  /** All that is called after the agent, and its users. */
  private static String named(Root root) {
    return root.sh(
        "find / -xdev -path /proc -prune -o -path /tmp -prune -o -name '*sbom-agent*' -print | sort;"
            + " grep sbom-agent /etc/passwd /etc/group || :");
  }
}
