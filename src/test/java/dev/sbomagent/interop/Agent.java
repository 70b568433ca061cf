package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tree that {@code mvn package} left, run as an operator would. */
final class Agent {
  private Agent() {}

  static Tool command(String... arguments) {
    return Tool.of(Peers.agent()).with(arguments);
  }

  /** {@code check} of a root against a golden whose signature lies beside it. */
  static Answer check(Path root, Golden golden, String... options) {
    return answer(
        command("check", "--root", root.toString(), "--format", "json")
            .with("--golden", golden.file().toString(), "--key", golden.key().toString())
            .with(options));
  }

  static Answer answer(Tool tool) {
    Tool.Ended ended = tool.run();
    if (ended.out().isEmpty()) {
      throw new AssertionError("status " + ended.status() + ", no report: " + ended.err());
    }
    return new Answer(ended.status(), Json.parse(ended.out()), ended.err());
  }

  /** A golden, and the key to accept it by. */
  record Golden(Path file, Path key) {}

  /** Exit status, report, and what was said on standard error. */
  record Answer(int status, Json report, String err) {
    String verdict() {
      return report.text("verdict");
    }

    Set<Finding> findings() {
      return findings("findings");
    }

    Set<Finding> tolerated() {
      return findings("tolerated");
    }

    Set<Finding> findings(String list) {
      return report.list(list).stream()
          .map(Finding::of)
          .collect(Collectors.toCollection(TreeSet::new));
    }

    /** State of one row of the coverage, or the empty string. */
    String coverage(String ecosystem) {
      List<Json> rows = report.list("coverage");
      return rows.stream()
          .filter(row -> row.text("ecosystem").equals(ecosystem))
          .map(row -> row.text("state"))
          .findFirst()
          .orElse("");
    }

    /** Verdict and findings in one value, for one assertion. */
    String summary() {
      return status
          + " "
          + verdict()
          + " "
          + findings()
          + " "
          + report.at("reason")
          + (err.isEmpty() ? "" : " said: " + err);
    }
  }
}
