package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a check with {@code --files} has to find: the difference of two documents by the same syft,
 * of the golden and of the root as it is, under the rules of the contract. Worked out from those
 * documents, the root and its dpkg database; nothing of the product has a part in it.
 */
final class Expectation {
  /** Files of the dpkg database itself. */
  private static final Pattern DATABASE =
      Pattern.compile(
          "/var/lib/dpkg/(status.*|available|diversions.*|statoverride.*|lock.*|triggers/.*"
              + "|.*\\.list|.*\\.md5sums)");

  /** Where nothing is compared: downloaded archives. */
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "/var/cache/apt/archives/.*|/(var/lib|data)/docker/.*|/mnt/second/.*|/root/.cache/.*");

  /** Those among the files machines change by themselves that packages of these tests own. */
  private static final Pattern TOLERATED =
      Pattern.compile("/etc/cloud/.*|/etc/network/.*|/etc/ssl/certs/.*|/var/(log|cache)/.*");

  /** Ecosystems whose versions have no order. */
  private static final Set<String> UNORDERED = Set.of("cran", "otp");

  private static final Pattern SCRIPT =
      Pattern.compile("/var/lib/dpkg/info/([^/:.]+(?:\\.[^/:.]+)*?)(?::([^/.]+))?\\.[a-z]+");

  private final Sbom golden;
  private final Sbom now;
  private final Path root;
  private final DpkgRecords records;

  private final Map<Sbom.Slot, Finding> packages = new TreeMap<>();
  private final Set<Finding> others = new TreeSet<>();
  private final Map<Sbom.Slot, Integer> folded = new HashMap<>();
  private final Set<Finding> files = new TreeSet<>();
  final Set<Finding> tolerated = new TreeSet<>();

  Expectation(Sbom golden, Sbom now, Path root) {
    this.golden = golden;
    this.now = now;
    this.root = root;
    this.records = new DpkgRecords(root);
    packages();
    kernels();
    golden.files().forEach(this::file);
  }

  Set<Finding> packageFindings() {
    Set<Finding> all = new TreeSet<>(others);
    packages.forEach((slot, finding) -> all.add(finding));
    return all;
  }

  Set<Finding> findings() {
    Set<Finding> all = new TreeSet<>(files);
    all.addAll(others);
    packages.forEach((slot, finding) -> all.add(finding.withFiles(folded.getOrDefault(slot, 0))));
    return all;
  }

  private void packages() {
    Set<Sbom.Slot> slots = new TreeSet<>(golden.versions().keySet());
    slots.addAll(now.versions().keySet());
    for (Sbom.Slot slot : slots) {
      Set<String> before = golden.versions().get(slot);
      Set<String> after = now.versions().get(slot);
      if (!Objects.equals(before, after)) {
        String kind =
            before == null ? "added" : after == null ? "removed" : kind(slot, before, after);
        packages.put(
            slot, finding(kind, slot.ecosystem(), slot.name(), slot.arch(), before, after));
      }
    }
  }

  /** One finding per kernel: the paths that only one side has. */
  private void kernels() {
    Set<String> releases = new TreeSet<>(golden.kernels().keySet());
    releases.addAll(now.kernels().keySet());
    for (String release : releases) {
      Set<String> before = golden.kernels().get(release);
      Set<String> after = now.kernels().get(release);
      if (before == null || after == null) {
        String kind = before == null ? "added" : "removed";
        others.add(finding(kind, "kernel", release, "", null, null));
      } else if (!before.equals(after)) {
        others.add(
            finding("changed", "kernel", release, "", less(before, after), less(after, before)));
      }
    }
  }

  private static Set<String> less(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  private static Finding finding(
      String kind,
      String ecosystem,
      String name,
      String arch,
      Set<String> before,
      Set<String> after) {
    return new Finding(
        kind,
        ecosystem,
        "",
        name,
        arch,
        before == null ? Set.of() : before,
        after == null ? Set.of() : after,
        0);
  }

  private static String kind(Sbom.Slot slot, Set<String> before, Set<String> after) {
    if (before.size() != 1 || after.size() != 1 || UNORDERED.contains(slot.ecosystem())) {
      return "changed";
    }
    String from = before.iterator().next();
    String to = after.iterator().next();
    int order =
        slot.ecosystem().equals("deb")
            ? DpkgRecords.VERSIONS.compare(from, to)
            : compareNumbers(from, to);
    return order < 0 ? "upgraded" : "downgraded";
  }

  /** Enough for the versions of these tests: numbers between dots. */
  private static int compareNumbers(String one, String other) {
    return Arrays.compare(numbers(one), numbers(other));
  }

  private static int[] numbers(String version) {
    return Stream.of(version.replaceAll("^v|[^0-9.].*", "").split("\\."))
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private void file(String path, String sha256) {
    // syft has read it too: only where both agree is the disk not asked
    if (sha256.equals(now.files().get(path))
        || DATABASE.matcher(path).matches()
        || OUTSIDE.matcher(path).matches()) {
      return;
    }
    Path real = root.resolve(path.substring(1));
    String seen = DpkgRecords.seen(real);
    String expected = "sha256:" + sha256;
    if (seen.equals(expected) || foldsAsScript(path, seen)) {
      return;
    }
    if (seen.isEmpty()) {
      files.add(Finding.file("removed", path, Set.of(), Set.of()));
    } else if (!foldsByDigest(path, real, seen)) {
      Finding altered = Finding.file("altered", path, Set.of(expected), Set.of(seen));
      boolean content = seen.startsWith("sha256:");
      (content && TOLERATED.matcher(path).matches() ? tolerated : files).add(altered);
    }
  }

  private boolean foldsAsScript(String path, String seen) {
    var script = SCRIPT.matcher(path);
    if (!script.matches() || !(seen.isEmpty() || seen.startsWith("sha256:"))) {
      return false;
    }
    for (Sbom.Slot slot : packages.keySet()) {
      String arch = script.group(2);
      if (slot.ecosystem().equals("deb")
          && slot.name().equals(script.group(1))
          && (arch == null || arch.equals(slot.arch()))) {
        folded.merge(slot, 1, Integer::sum);
        return true;
      }
    }
    return false;
  }

  private boolean foldsByDigest(String path, Path real, String seen) {
    if (!seen.startsWith("sha256:")) {
      return false;
    }
    String md5 = DpkgRecords.md5(real);
    for (Sbom.Slot slot : packages.keySet()) {
      if (slot.ecosystem().equals("deb")
          && !packages.get(slot).observed().isEmpty()
          && records.records(slot.name(), path, md5)) {
        folded.merge(slot, 1, Integer::sum);
        return true;
      }
    }
    return false;
  }
}
