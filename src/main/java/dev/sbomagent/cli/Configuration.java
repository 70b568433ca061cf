package dev.sbomagent.cli;

import java.util.List;
import java.util.Optional;

/**
 * All there is to know of a configuration, also of one that is wrong.
 *
 * @param file what was read; empty when there is none
 * @param settings in force, where nothing is wrong
 * @param values every key, in the order of the manual
 * @param problems everything that is wrong, in the order of its lines
 */
record Configuration(
    Optional<String> file, DaemonSettings settings, List<Setting> values, List<Problem> problems) {
  Configuration {
    values = List.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Throws when anything is wrong. */
  void refuse() throws Refusal {
    refuse(file.orElse(""), problems);
  }

  static void refuse(String file, List<Problem> problems) throws Refusal {
    if (problems.isEmpty()) {
      return;
    }
    StringBuilder words = new StringBuilder("configuration '" + file + "': ");
    String separator = "";
    for (Problem problem : problems) {
      words.append(separator).append(problem);
      separator = "; ";
    }
    throw Refusal.config(
        words.toString(), "agent.yaml(5) has every key; try: sbom-agent config check");
  }
}
