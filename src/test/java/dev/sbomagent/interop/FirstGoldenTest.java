package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The README's commands, from an installed package to a golden that fits, where nothing else is.
 */
@Tag("interop")
class FirstGoldenTest {
  /**
   * A system of two packages: a C library with a shell, under the names that ours asks for, and
   * ours, both installed by rpm with all its checks. Devices are what any machine has.
   */
  private static final String BY_RPM =
      """
      work=$1 debian=$2 ours=$3
      cd "$debian"
      for package in dash libc6 libgcc-s1 libstdc++6 zlib1g; do
        cat var/lib/dpkg/info/$package.list var/lib/dpkg/info/$package:*.list 2>/dev/null || :
      done | sed 's,^/,,' | while read -r file; do [ -d "$file" ] || echo "$file"; done >"$work/files"
      cat >"$work/base.spec" <<EOF
      Name: base
      Version: 1
      Release: 1
      Summary: a C library and a shell
      License: LGPL
      AutoReqProv: no
      Provides: glibc = 2.36, systemd, libgcc, libstdc++, zlib, /bin/sh
      %global __os_install_post %{nil}
      %description
      Nothing else.
      %install
      cd %{buildroot} && mkdir -p usr/bin usr/lib usr/lib64 usr/sbin proc dev root tmp etc
      ln -s usr/bin usr/lib usr/lib64 usr/sbin .
      printf 'ID=interop\\nVERSION_ID=1\\n' >etc/os-release
      tar -C "$debian" -c -T "$work/files" | tar -x --keep-directory-symlink
      %files
      /*
      EOF
      rpmbuild --quiet -bb --define "_topdir $work/build" --define "_rpmdir $work" --define '_rpmfilename base.rpm' \\
        "$work/base.spec"
      rpm="rpm --root $work/root --dbpath /var/lib/rpm --define '_pkgverify_level none'"
      mkdir -p "$work/root/var/lib/rpm"
      eval $rpm --initdb
      eval $rpm -i "$work/base.rpm"
      mknod -m 666 "$work/root/dev/null" c 1 3
      mknod -m 666 "$work/root/dev/urandom" c 1 9
      mknod -m 666 "$work/root/dev/random" c 1 8
      eval $rpm -i "$ours"
      eval $rpm -qa --qf "'%{NAME}\\n'" | sort
      """;

  @Test
  void on_a_minimal_debian() throws IOException {
    try (Root root = Root.copyOf(Peers.minimal())) {
      Tool.of("cp", Peers.deb().toString(), root.path("/root/sbom-agent.deb").toString()).must();
      root.apt("update");
      root.apt("install /root/sbom-agent.deb");
      assertInSync(root);
    }
  }

  @Test
  void on_a_system_that_rpm_made() throws IOException {
    Path work = Peers.work("rpm-root");
    assertEquals(
        "base\nsbom-agent\n",
        Tool.of("sh", "-ec", BY_RPM, "rpm", work.toString(), Peers.minimal().toString())
            .with(Packages.X86_64_RPM.file().toString())
            .must());
    try (Root root = Root.copyOf(work.resolve("root"))) {
      assertInSync(root);
    }
  }

  private static void assertInSync(Root root) throws IOException {
    List<String> commands = documented();
    assertEquals(3, commands.size());
    String said =
        root.sh("cd /root; export COSIGN_PASSWORD=worthless\n" + String.join("\n", commands));
    assertTrue(said.contains("\nIN SYNC"), said);
  }

  private static List<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Peers.PROJECT.resolve("README.md"));
    return lines.subList(lines.indexOf("<!-- golden -->"), lines.size()).stream()
        .skip(2)
        .takeWhile(line -> line.startsWith("$ "))
        .map(line -> line.substring(2))
        .toList();
  }
}
