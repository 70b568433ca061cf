package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Real transactions of apt and dpkg in a root, one after the other in a cycle: every one changes
 * what differs from the golden, the last of a cycle ends all of it.
 */
final class Transactions {
  private static final String BASE = "interop-base";
  private static final String APT = "apt-get -qq -y --allow-downgrades ";

  /**
   * One of them.
   *
   * @param version after it; empty when the package is gone
   */
  private record Step(String command, String name, String version) {}

  private static final List<Step> CYCLE =
      List.of(
          new Step(APT + "install /tmp/interop-alpha_1.0.deb", "interop-alpha", "1.0"),
          new Step("dpkg -i /tmp/interop-base_2.0.deb", BASE, "2.0"),
          new Step(APT + "install /tmp/interop-alpha_2.0.deb", "interop-alpha", "2.0"),
          new Step("dpkg -i /tmp/interop-beta_1.0.deb", "interop-beta", "1.0"),
          new Step(APT + "purge interop-beta", "interop-beta", ""),
          new Step("dpkg --force-downgrade -i /tmp/interop-base_0.5.deb", BASE, "0.5"),
          new Step(APT + "remove interop-base", BASE, ""),
          new Step(APT + "install /tmp/interop-base_1.0.deb", BASE, "1.0"),
          new Step("dpkg --purge interop-alpha", "interop-alpha", ""));

  static final int IN_A_CYCLE = CYCLE.size();

  private final Root root;
  private final Map<String, String> installed = new TreeMap<>(Map.of(BASE, "1.0"));
  private int done;

  /** Of a root that has the packages at hand, and the first of them installed. */
  Transactions(Root root, Debs debs) {
    this.root = root;
    for (String deb : List.of("base 0.5", "base 1.0", "base 2.0", "alpha 1.0", "alpha 2.0")) {
      put(debs, deb);
    }
    put(debs, "beta 1.0");
    root.sh("dpkg -i /tmp/interop-base_1.0.deb");
  }

  private void put(Debs debs, String deb) {
    String[] words = deb.split(" ", -1);
    Path file = debs.build("interop-" + words[0], words[1]);
    Tool.of("cp", file.toString(), root.path("/tmp/" + file.getFileName()).toString()).must();
  }

  /** Makes the next; returns when its process ended, in microseconds of the clock. */
  long next() {
    Step step = CYCLE.get(done++ % CYCLE.size());
    String said = root.sh(step.command + " >/dev/null 2>&1 && date +%s%6N");
    if (step.version.isEmpty()) {
      installed.remove(step.name);
    } else {
      installed.put(step.name, step.version);
    }
    return Long.parseLong(said.strip());
  }

  /** What differs from the golden now. */
  Set<Finding> findings() {
    Set<Finding> findings = new TreeSet<>();
    String base = installed.getOrDefault(BASE, "");
    if (!base.equals("1.0")) {
      String kind = base.isEmpty() ? "removed" : base.equals("2.0") ? "upgraded" : "downgraded";
      findings.add(finding(kind, BASE, Set.of("1.0"), base.isEmpty() ? Set.of() : Set.of(base)));
    }
    installed.forEach(
        (name, version) -> {
          if (!name.equals(BASE)) {
            findings.add(finding("added", name, Set.of(), Set.of(version)));
          }
        });
    return findings;
  }

  static Finding finding(String kind, String name, Set<String> expected, Set<String> observed) {
    return new Finding(kind, "deb", "", name, "all", expected, observed, 0);
  }
}
