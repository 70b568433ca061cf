package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages of our own making, by rpmbuild, and a database of them, by rpm. */
final class Rpms {
  private static final String RPM =
      "rpm --dbpath \"$1/var/lib/rpm\" --justdb --nodeps --noscripts --nosignature --ignoresize ";

  private final Path packages;
  private final Path root;

  /**
   * Builds so many packages of some files each, and a root with an empty database.
   *
   * @param folder for all of it
   */
  Rpms(Path folder, int count) {
    this.packages = folder.resolve("build/RPMS/noarch");
    this.root = folder.resolve("root");
    StringBuilder spec = new StringBuilder("Name: interop\nVersion: 1\nRelease: 1\nSummary: s\n");
    spec.append("License: MIT\nBuildArch: noarch\n%description\nd\n");
    StringBuilder install = new StringBuilder("%install\n");
    for (int i = 0; i < count; i++) {
      String name = name(i);
      String epoch = i % 3 == 0 ? "Epoch: " + i + "\n" : "";
      spec.append("%package -n ").append(name).append("\nSummary: s\n").append(epoch);
      spec.append("%description -n ").append(name).append("\nd\n%files -n ").append(name);
      spec.append("\n/usr/share/").append(name).append('\n');
      // from a few files to some hundred: headers on one page and on many
      install.append("mkdir -p %{buildroot}/usr/share/").append(name).append(" && cd $_ && ");
      install.append("seq ").append(2 + i * 17 % 300).append(" | xargs touch\n");
    }
    Path file = Tool.write(folder.resolve("interop.spec"), spec.append(install).toString());
    Tool.of("rpmbuild", "--quiet", "-bb", "--define", "_topdir " + folder.resolve("build"))
        .with("--define", "_buildhost build.example.invalid", file.toString())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .must();
    sh("mkdir -p \"$1/var/lib/rpm\" && rpm --dbpath \"$1/var/lib/rpm\" --initdb");
  }

  static String name(int number) {
    return "interop-" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
  }

  /** The root whose database it is. */
  Path root() {
    return root;
  }

  /** Installs packages in one transaction. */
  void install(List<String> names) {
    List<String> files = new ArrayList<>();
    for (String name : names) {
      files.add(packages.resolve(name + "-1-1.noarch.rpm").toString());
    }
    sh(RPM + "-i " + String.join(" ", files));
  }

  /** Removes packages in one transaction. */
  void erase(List<String> names) {
    sh(RPM + "-e " + String.join(" ", names));
  }

  /** Kills a removal as soon as its log has grown to so many bytes. */
  void killErasing(List<String> names, int bytes) {
    sh(
        RPM
            + "-e "
            + String.join(" ", names)
            + " & pid=$!\n"
            + "while kill -0 $pid 2>/dev/null && "
            + "[ \"$(stat -c %s \"$1/var/lib/rpm/rpmdb.sqlite-wal\" 2>/dev/null || echo 0)\" -lt "
            + bytes
            + " ]; do :; done\nkill -9 $pid 2>/dev/null || :; wait $pid || :");
  }

  /** What rpm itself says, asked of a copy: it puts right what it finds. */
  List<String> listed(Path copy) {
    Tool.of("rm", "-rf", copy.toString()).must();
    Tool.of("cp", "-a", root.resolve("var/lib/rpm").toString(), copy.toString()).must();
    String format = "%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n";
    String out = Tool.of("rpm", "--dbpath", copy.toString(), "-qa", "--qf", format).must();
    List<String> lines = new ArrayList<>(out.lines().toList());
    lines.replaceAll(line -> line.replace(" 0:", " "));
    lines.sort(null);
    return lines;
  }

  String sh(String script) {
    return Tool.of("sh", "-ec", script, "sh", root.toString()).must();
  }
}
