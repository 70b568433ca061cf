package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real tools change a real Debian 12; the findings are the difference of two runs of real syft,
 * none more and none less. Both ways: the golden of before on the root of after, and the reverse.
 */
@Tag("interop")
class RealChangesTest {
  private static Path work;
  private static Debs debs;
  private static Changes changes;

  @BeforeAll
  static void prepare() {
    work = Peers.work("changes");
    debs = new Debs(work);
    changes = new Changes(Peers.untouched(), SignedGolden.untouched(), work);
  }

  @Test
  void packages_installed_and_held() {
    Expectation expected =
        changes.compared(
            "install",
            root -> {
              root.sh("dpkg --add-architecture i386; apt-get -qq update");
              root.apt("install jq zlib1g:i386 nginx-light python3-requests ruby-nokogiri");
              root.sh("apt-mark hold curl openssl");
            });
    assertFound(expected, f -> f.kind().equals("added") && f.name().equals("jq"));
    assertFound(expected, f -> f.name().equals("zlib1g") && f.arch().equals("i386"));
  }

  @Test
  void packages_removed_and_purged() {
    Expectation expected =
        changes.compared(
            "remove",
            root -> {
              root.apt("remove rsyslog chrony git");
              root.apt("purge cron ruby-webrick openssh-server");
              root.apt("autoremove");
            });
    assertFound(expected, f -> f.kind().equals("removed") && f.name().equals("rsyslog"));
    assertFound(expected, f -> f.kind().equals("removed") && f.name().equals("cron"));
    assertFound(expected, f -> f.kind().equals("removed") && f.name().equals("/usr/sbin/cron"));
  }

  @Test
  void packages_upgraded() {
    Expectation expected =
        changes.compared(
            "upgrade",
            root -> {
              Tool.write(
                  root.path("/etc/apt/sources.list.d/security.list"),
                  """
                  deb http://deb.debian.org/debian-security bookworm-security main
                  deb http://deb.debian.org/debian bookworm-updates main
                  """);
              root.sh("apt-get -qq update");
              root.apt("upgrade");
              install(root, debs.repack(root, "nano", "9:9-1", "bin/nano"));
              install(root, debs.repack(root, "login", "9:9-1", "etc/login.defs"));
            });
    assertFound(expected, f -> f.kind().equals("upgraded") && f.name().equals("nano"));
    assertFound(expected, f -> f.name().equals("nano") && f.fileCount() > 0);
    assertFound(expected, f -> f.name().equals("login") && f.observed().contains("9:9-1"));
  }

  @Test
  void packages_downgraded() {
    Expectation expected =
        changes.compared(
            "downgrade",
            root -> {
              root.sh("apt-get -qq update");
              install(root, debs.repack(root, "less", "580-1", "usr/bin/less"));
              install(
                  root,
                  debs.repack(root, "libyaml-0-2", "0.1", "usr/share/doc/libyaml-0-2/copyright"));
            });
    assertFound(expected, f -> f.kind().equals("downgraded") && f.name().equals("less"));
    assertFound(expected, f -> f.kind().equals("downgraded") && f.name().equals("libyaml-0-2"));
  }

  @Test
  void packages_left_half_way() {
    Expectation expected =
        changes.compared(
            "half-way",
            root -> {
              root.sh("apt-get -qq update");
              Path nano = debs.repack(root, "nano", "9:9-2", "bin/nano");
              root.dpkg("--unpack", nano);
              Path broken = debs.build("interop-broken", "1.0");
              Path tree = work.resolve("interop-broken-1.0");
              Tool.write(tree.resolve("DEBIAN/postinst"), "#!/bin/sh\nexit 1\n");
              Tool.of("chmod", "755", tree + "/DEBIAN/postinst").must();
              Tool.of("dpkg-deb", "--build", tree.toString(), broken.toString()).must();
              assertThrows(AssertionError.class, () -> root.dpkg("-i", broken));
            });
    assertFound(expected, f -> f.kind().equals("upgraded") && f.name().equals("nano"));
    assertFound(expected, f -> f.kind().equals("added") && f.name().equals("interop-broken"));
  }

  @Test
  void files_tampered_with() {
    String tamper =
        """
        # one byte of a program, size and time as before
        cd /usr/bin
        touch -r curl /tmp/time
        byte=$(dd if=curl bs=1 skip=4000 count=1 2>/dev/null | tr '\\000-\\377' '\\001-\\377\\000' | od -An -to1)
        printf "\\\\$(echo $byte)" | dd of=curl bs=1 seek=4000 conv=notrunc 2>/dev/null
        touch -r /tmp/time curl
        rm /usr/bin/vim.basic
        echo '# edited' >>/etc/login.defs
        echo '# edited' >>/etc/cloud/cloud.cfg
        mv less less.real; ln -s less.real less
        rm /usr/share/doc/nano/copyright; mkdir /usr/share/doc/nano/copyright
        rm /usr/bin/nano; mknod /usr/bin/nano c 1 3
        echo '# edited' >>/var/lib/dpkg/info/cron.postinst
        printf x >>$(find /usr/lib/modules -name xfs.ko)
        touch /usr/bin/git
        mkdir -p /opt/own && cp /usr/bin/od /opt/own/new-program
        rm /tmp/time
        """;
    Expectation expected = changes.compared("files", root -> root.sh(tamper));
    assertAll(
        () -> assertEquals(Set.of(), expected.packageFindings()),
        () -> assertFound(expected, f -> altered(f, "/usr/bin/curl", "sha256:")),
        () -> assertFound(expected, f -> altered(f, "/usr/bin/less", "link")),
        () -> assertFound(expected, f -> altered(f, "/usr/bin/nano", "device")),
        () -> assertFound(expected, f -> altered(f, "/etc/login.defs", "sha256:")),
        () -> assertFound(expected, f -> altered(f, "/var/lib/dpkg/info/cron.postinst", "sha256:")),
        () -> assertFound(expected, f -> altered(f, "/usr/share/doc/nano/copyright", "directory")),
        () -> assertFound(expected, f -> f.name().equals("/usr/bin/vim.basic")),
        () -> assertEquals(1, expected.tolerated.size(), expected.tolerated::toString));
  }

  /** A selection is a wish: what is installed has not changed. (syft would drop the package.) */
  @Test
  void selections_are_no_drift() {
    try (Root root = Root.copy()) {
      root.sh("apt-mark hold curl; echo less deinstall | dpkg --set-selections");
      Agent.Answer answer = Agent.check(root.path(), SignedGolden.untouched(), "--files");
      assertEquals("0 in-sync [] ", answer.summary());
    }
  }

  private static boolean altered(Finding finding, String path, String observed) {
    return finding.kind().equals("altered")
        && finding.name().equals(path)
        && finding.observed().stream().allMatch(value -> value.startsWith(observed));
  }

  private static void assertFound(Expectation expected, Predicate<Finding> finding) {
    assertTrue(
        expected.findings().stream().anyMatch(finding), () -> Changes.lines(expected.findings()));
  }

  private static void install(Root root, Path deb) {
    root.dpkg("-i --force-downgrade,confnew,depends", deb);
  }
}
