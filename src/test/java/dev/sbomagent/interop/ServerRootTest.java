package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A real server of 100,000 files with software of every kind, container storage, a chroot and a
 * second root: untouched it is in sync, changed by the real tools of each ecosystem it differs by
 * what two runs of real syft differ by.
 */
@Tag("interop")
class ServerRootTest {
  private static Path work;
  private static Root server;
  private static Agent.Golden golden;

  /** What a server gathers beside its packages; everything here is made without a network. */
  private static final String GATHER =
      """
      zip='import sys, zipfile; z = zipfile.ZipFile(sys.argv[1], "w"); [z.write(n) for n in sys.argv[2:]]; z.close()'
      # a program of our own in Go, with a module from a proxy of files
      proxy=/tmp/proxy/example.com/dep/@v
      mkdir -p $proxy /tmp/zip/example.com/dep@v1.2.3 /tmp/zip/example.com/dep@v1.3.0 /usr/local/src/prog
      for v in v1.2.3 v1.3.0; do
        echo '{"Version":"'$v'"}' >$proxy/$v.info
        echo 'module example.com/dep' >$proxy/$v.mod
        cp $proxy/$v.mod /tmp/zip/example.com/dep@$v/go.mod
        echo 'package dep; const V = "'$v'"' >/tmp/zip/example.com/dep@$v/dep.go
        (cd /tmp/zip; python3 -c "$zip" $proxy/$v.zip example.com/dep@$v/go.mod example.com/dep@$v/dep.go)
      done
      cd /usr/local/src/prog
      printf 'module example.com/prog\\n\\ngo 1.19\\n\\nrequire example.com/dep v1.2.3\\n' >go.mod
      printf 'package main\\nimport "example.com/dep"\\nfunc main() { println(dep.V) }\\n' >main.go
      export GOPROXY=file:///tmp/proxy GONOSUMDB=* GOFLAGS=-mod=mod GOCACHE=/tmp/gocache GOPATH=/tmp/go HOME=/tmp
      go build -o /usr/local/bin/prog .
      # Python, by pip itself
      for v in 1.0 2.0; do
        mkdir -p /usr/local/src/wheel-$v/server_demo-$v.dist-info
        cd /usr/local/src/wheel-$v
        echo 'VALUE = 1' >server_demo.py
        printf 'Metadata-Version: 2.1\\nName: Server.Demo\\nVersion: '$v'\\n' >server_demo-$v.dist-info/METADATA
        printf 'Wheel-Version: 1.0\\nGenerator: hand\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n' >server_demo-$v.dist-info/WHEEL
        printf 'server_demo.py,,\\nserver_demo-'$v'.dist-info/METADATA,,\\nserver_demo-'$v'.dist-info/WHEEL,,\\nserver_demo-'$v'.dist-info/RECORD,,\\n' >server_demo-$v.dist-info/RECORD
        python3 -c "$zip" /usr/local/src/server_demo-$v-py3-none-any.whl server_demo.py server_demo-$v.dist-info/*
        cd /; rm -rf /usr/local/src/wheel-$v
      done
      pip install -q --no-index --break-system-packages --root-user-action=ignore /usr/local/src/server_demo-1.0-py3-none-any.whl
      python3 -m venv --without-pip /opt/venv
      # Ruby, by gem itself
      for v in 1.0.0 1.1.0; do
        mkdir -p /tmp/gem/lib; cd /tmp/gem; echo 'module ServerDemo; end' >lib/server-demo.rb
        printf 'Gem::Specification.new do |s|\\n s.name = "server-demo"\\n s.version = "'$v'"\\n s.summary = "x"\\n s.authors = ["x"]\\n s.files = ["lib/server-demo.rb"]\\nend\\n' >server-demo.gemspec
        gem build -q -o /usr/local/src/server-demo-$v.gem server-demo.gemspec >/dev/null 2>&1
      done
      gem install -q --local --no-document /usr/local/src/server-demo-1.0.0.gem >/dev/null
      # Java: an archive in an archive
      for v in 1.0 1.1; do
        mkdir -p /tmp/jar/META-INF/maven/com.example/inner
        printf 'groupId=com.example\\nartifactId=inner\\nversion='$v'\\n' >/tmp/jar/META-INF/maven/com.example/inner/pom.properties
        (cd /tmp/jar && jar cf /tmp/inner-$v.jar META-INF/maven)
        mkdir -p /tmp/war/WEB-INF/lib && cp /tmp/inner-$v.jar /tmp/war/WEB-INF/lib/
        (cd /tmp/war && jar cf /usr/local/src/outer-$v.bin WEB-INF)
        rm -rf /tmp/jar /tmp/war
      done
      mkdir -p /opt/app && cp /usr/local/src/outer-1.0.bin /opt/app/outer.war
      cd /
      # what is not the machine: container storage here and moved, a chroot, a second root twice
      for d in /var/lib/docker /data/docker; do
        mkdir -p $d/image/overlay2 $d/containers $d/overlay2/abc/diff
        cp -a --parents /usr/lib/python3/dist-packages /var/lib/dpkg/status /etc/os-release $d/overlay2/abc/diff/
        : >$d/engine-id
      done
      mkdir -p /etc/docker && echo '{"data-root": "/data/docker"}' >/etc/docker/daemon.json
      mkdir -p /srv/chroot /srv/second /mnt/second
      cp -a --parents /usr/lib/python3/dist-packages /var/lib/dpkg/status /var/lib/dpkg/info /etc/os-release /srv/chroot/
      cp -a --parents /usr/share/java /var/lib/dpkg/status /etc/os-release /srv/second/
      rm -rf /tmp/* /tmp/.[a-z]*
      """;

  /** Every ecosystem changes a little, and what is not the machine a lot. */
  private static final String CHANGE =
      """
      pip install -q --no-index --break-system-packages --root-user-action=ignore --upgrade /usr/local/src/server_demo-2.0-py3-none-any.whl
      gem install -q --local --no-document /usr/local/src/server-demo-1.1.0.gem >/dev/null
      cp /usr/local/src/outer-1.1.bin /opt/app/outer.war
      rm /usr/share/maven/lib/plexus-utils.jar $(readlink -f /usr/share/java/plexus-utils2.jar)
      rm /usr/local/bin/prog
      cp /usr/bin/ctr /usr/local/bin/renamed.dat
      release=$(ls /lib/modules)
      rm /lib/modules/$release/kernel/fs/xfs/xfs.ko
      mkdir /lib/modules/$release/extra
      cp /lib/modules/$release/kernel/fs/fat/fat.ko /lib/modules/$release/extra/fat2.ko
      mkdir -p /lib/modules/9.9.9-other/kernel
      cp /lib/modules/$release/kernel/fs/fat/fat.ko /lib/modules/9.9.9-other/kernel/fat.ko
      rm -rf /usr/lib/R/library/tools
      rm -rf /var/lib/docker/overlay2/abc /data/docker/overlay2/abc/diff/usr
      mkdir -p /var/lib/docker/overlay2/new/diff/usr/lib/python3/dist-packages/x-1.dist-info
      printf 'Name: x\\nVersion: 1\\n' >/var/lib/docker/overlay2/new/diff/usr/lib/python3/dist-packages/x-1.dist-info/METADATA
      head -c 2000 /var/lib/dpkg/status >/srv/chroot/var/lib/dpkg/status
      rm -rf /tmp/.[a-z]* /root/.cache
      """;

  @BeforeAll
  static void prepare() {
    work = Peers.work("server");
    server = Root.copyOf(Peers.server());
    server.sh(GATHER);
    server.bind("/srv/second", "/mnt/second");
    golden = SignedGolden.signed(Syft.golden(server.path(), work.resolve("server.cdx.json")));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void untouched_it_is_in_sync() {
    Agent.Answer plain = Agent.check(server.path(), golden);
    Agent.Answer files = Agent.check(server.path(), golden, "--files");
    assertAll(
        () -> assertEquals("0 in-sync [] ", plain.summary()),
        () -> assertEquals("0 in-sync [] ", files.summary()),
        () -> assertEquals(Set.of(), files.tolerated()));
  }

  /** Every component of the golden is compared, or counted with the reason why it is not. */
  @Test
  void what_is_not_compared_is_explained_to_the_last_component() {
    Agent.Answer answer = Agent.check(server.path(), golden);
    Set<String> reasons = new TreeSet<>();
    for (Json row : answer.report().at("unverified").list("byReason")) {
      reasons.add(row.text("reason") + " " + row.text("ecosystem"));
    }
    assertEquals(
        Set.of(
            "by-presence gem",
            "by-presence golang",
            "by-presence npm",
            "outside-scope deb",
            "outside-scope maven",
            "outside-scope pypi"),
        reasons);
    Set<String> excluded = new TreeSet<>();
    for (Json place : answer.report().list("excluded")) {
      excluded.add(place.text("path"));
    }
    assertTrue(
        excluded.containsAll(Set.of("/var/lib/docker", "/data/docker", "/mnt/second")),
        excluded::toString);
  }

  @Test
  void changes_of_every_ecosystem_are_found_and_no_others() {
    Expectation expected =
        new Changes(server.path(), golden, work)
            .compared(
                "changed",
                root -> {
                  root.sh(CHANGE);
                  root.bind("/srv/second", "/mnt/second");
                });
    Set<String> ecosystems = new TreeSet<>();
    for (Finding finding : expected.findings()) {
      ecosystems.add(finding.ecosystem());
    }
    assertEquals(
        Set.of("cran", "file", "gem", "golang", "kernel", "maven", "pypi"),
        ecosystems,
        () -> Changes.lines(expected.findings()));
  }

  @Test
  void another_producers_golden_invents_no_version() {
    Path scalibr = Syft.goldenByScalibr(server.path(), work.resolve("scalibr.cdx.json"));
    Tool.Ended diff =
        Agent.command("diff", golden.file().toString(), scalibr.toString(), "--format", "ndjson")
            .run();
    for (String line : diff.out().split("\n", -1)) {
      assertTrue(!line.contains("\"upgraded\",") && !line.contains("\"downgraded\","), () -> line);
    }
  }

  @Test
  void our_own_baseline_says_the_same_and_finds_a_dropped_program() {
    Path file = work.resolve("baseline.cdx.json");
    Agent.command("baseline", "--root", server.path().toString(), "-o", file.toString())
        .with("--executables", "--npm")
        .must();
    Agent.Golden baseline = SignedGolden.signed(file);
    assertEquals("0 in-sync [] ", Agent.check(server.path(), baseline, "--files").summary());
    assertEquals(
        0, Agent.command("diff", golden.file().toString(), file.toString()).run().status());
    try (Root root = Root.copyOf(server.path())) {
      root.sh(
          "cp /usr/bin/od /usr/local/sbin/dropped; printf '#!/bin/sh\\n' >/opt/app/x; chmod +x /opt/app/x");
      Set<Finding> found = Agent.check(root.path(), baseline).findings();
      Set<String> names = new TreeSet<>();
      for (Finding finding : found) {
        names.add(finding.kind() + " " + finding.ecosystem() + " " + finding.name());
      }
      assertEquals(Set.of("added file /opt/app/x", "added file /usr/local/sbin/dropped"), names);
    }
  }
}
