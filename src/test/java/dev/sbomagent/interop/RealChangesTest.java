package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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

  @BeforeAll
  static void prepare() {
    work = Peers.work("changes");
    debs = new Debs(work);
  }

  @Test
  void packages_installed_and_held() {
    Expectation expected =
        compared(
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
        compared(
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
        compared(
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
        compared(
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
        compared(
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
    Expectation expected = compared("files", root -> root.sh(tamper));
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

  /** Changes a copy of the root, and compares it both ways with what it was. */
  private static Expectation compared(String name, Consumer<Root> change) {
    try (Root root = Root.copy()) {
      change.accept(root);
      Path file = Syft.golden(root.path(), work.resolve(name + ".cdx.json"));
      Sbom before = SignedGolden.untouchedSbom();
      Sbom after = Sbom.read(file);
      Expectation forward = new Expectation(before, after, root.path());
      Expectation back = new Expectation(after, before, Peers.untouched());
      Agent.Golden golden = SignedGolden.signed(file);
      assertAll(
          () -> assertFindings(forward, root.path(), SignedGolden.untouched()),
          () -> assertFindings(back, Peers.untouched(), golden),
          () ->
              assertEquals("0 in-sync [] ", Agent.check(root.path(), golden, "--files").summary()));
      return forward;
    }
  }

  private static void assertFindings(Expectation expected, Path root, Agent.Golden golden) {
    Agent.Answer files = Agent.check(root, golden, "--files");
    Agent.Answer plain = Agent.check(root, golden);
    assertAll(
        () -> assertSame(expected.findings(), files.findings()),
        () -> assertSame(expected.tolerated, files.tolerated()),
        () -> assertEquals("drifted", files.verdict()),
        () -> assertEquals(2, files.status(), files::err),
        () ->
            assertEquals(
                Finding.driftDigest(expected.findings()), files.report().text("driftDigest")),
        () -> assertIds(files),
        () -> assertSummary(files),
        // without --files, of the files only those that stand for a component may be missed
        () -> assertSame(expected.packageFindings(), only(plain, finding -> !isFile(finding))),
        () ->
            assertEquals(
                Set.of(), without(only(plain, RealChangesTest::isFile), expected.findings())));
  }

  private static void assertSame(Set<Finding> expected, Set<Finding> found) {
    assertEquals(
        "missed:\ninvented:\n",
        "missed:\n"
            + lines(without(expected, found))
            + "invented:\n"
            + lines(without(found, expected)));
  }

  private static Set<Finding> without(Set<Finding> findings, Set<Finding> others) {
    Set<Finding> rest = new TreeSet<>(findings);
    rest.removeAll(others);
    return rest;
  }

  private static Set<Finding> only(Agent.Answer answer, Predicate<Finding> which) {
    Set<Finding> some = answer.findings();
    some.removeIf(which.negate());
    return some;
  }

  private static void assertIds(Agent.Answer answer) {
    for (Json finding : answer.report().list("findings")) {
      assertEquals(Finding.of(finding).id(), finding.text("id"));
    }
  }

  private static void assertSummary(Agent.Answer answer) {
    for (String kind : Set.of("added", "removed", "upgraded", "downgraded", "changed", "altered")) {
      long count = answer.findings().stream().filter(f -> f.kind().equals(kind)).count();
      assertEquals(String.valueOf(count), answer.report().at("summary").text(kind), kind);
    }
  }

  private static String lines(Iterable<Finding> findings) {
    StringBuilder lines = new StringBuilder();
    findings.forEach(finding -> lines.append(finding).append('\n'));
    return lines.toString();
  }

  private static boolean isFile(Finding finding) {
    return finding.ecosystem().equals("file");
  }

  private static boolean altered(Finding finding, String path, String observed) {
    return finding.kind().equals("altered")
        && finding.name().equals(path)
        && finding.observed().stream().allMatch(value -> value.startsWith(observed));
  }

  private static void assertFound(Expectation expected, Predicate<Finding> finding) {
    assertTrue(expected.findings().stream().anyMatch(finding), () -> lines(expected.findings()));
  }

  private static void install(Root root, Path deb) {
    root.dpkg("-i --force-downgrade,confnew,depends", deb);
  }
}
