package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

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
  private static final Pattern OUTSIDE = Pattern.compile("/var/cache/apt/archives/.*");

  /** Those among the files machines change by themselves that packages of these tests own. */
  private static final Pattern TOLERATED =
      Pattern.compile("/etc/cloud/.*|/etc/network/.*|/etc/ssl/certs/.*|/var/(log|cache)/.*");

  private static final Pattern SCRIPT =
      Pattern.compile("/var/lib/dpkg/info/([^/:.]+(?:\\.[^/:.]+)*?)(?::([^/.]+))?\\.[a-z]+");

  private final Sbom golden;
  private final Sbom now;
  private final Path root;
  private final DpkgRecords records;

  private final Map<Sbom.Slot, Finding> packages = new TreeMap<>();
  private final Map<Sbom.Slot, Integer> folded = new HashMap<>();
  private final Set<Finding> files = new TreeSet<>();
  final Set<Finding> tolerated = new TreeSet<>();

  Expectation(Sbom golden, Sbom now, Path root) {
    this.golden = golden;
    this.now = now;
    this.root = root;
    this.records = new DpkgRecords(root);
    packages();
    golden.files().forEach(this::file);
  }

  Set<Finding> packageFindings() {
    Set<Finding> all = new TreeSet<>();
    packages.forEach((slot, finding) -> all.add(finding));
    return all;
  }

  Set<Finding> findings() {
    Set<Finding> all = new TreeSet<>(files);
    packages.forEach((slot, finding) -> all.add(finding.withFiles(folded.getOrDefault(slot, 0))));
    return all;
  }

  private void packages() {
    Set<Sbom.Slot> slots = new TreeSet<>(golden.versions().keySet());
    slots.addAll(now.versions().keySet());
    for (Sbom.Slot slot : slots) {
      Set<String> before = golden.versions().getOrDefault(slot, Set.of());
      Set<String> after = now.versions().getOrDefault(slot, Set.of());
      if (slot.ecosystem().equals("deb") && !before.equals(after)) {
        packages.put(
            slot,
            new Finding(
                kind(before, after), "deb", "", slot.name(), slot.arch(), before, after, 0));
      }
    }
  }

  private static String kind(Set<String> before, Set<String> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty() ? "added" : "removed";
    }
    if (before.size() > 1 || after.size() > 1) {
      return "changed";
    }
    int order = DpkgRecords.VERSIONS.compare(before.iterator().next(), after.iterator().next());
    return order < 0 ? "upgraded" : "downgraded";
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
      if (slot.name().equals(script.group(1)) && (arch == null || arch.equals(slot.arch()))) {
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
      if (!packages.get(slot).observed().isEmpty() && records.records(slot.name(), path, md5)) {
        folded.merge(slot, 1, Integer::sum);
        return true;
      }
    }
    return false;
  }
}
