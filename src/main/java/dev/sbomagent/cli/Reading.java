package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One reading of a configuration: what is in force, key by key, and everything that is wrong. */
final class Reading {
  private final YamlDocument document;
  private final List<Setting> settings = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  Reading(YamlDocument document) {
    this.document = document;
    for (YamlDocument.Repeat repeat : document.repeats()) {
      problems.add(
          new Problem(repeat.line(), "'" + Keys.shown(repeat.name()) + "' is there a second time"));
    }
  }

  /** The outermost map. */
  Keys root() {
    return new Keys(this, "", Keys.map(this, "the configuration", document.root()));
  }

  void add(Setting setting) {
    settings.add(setting);
  }

  void wrong(int line, String words) {
    problems.add(new Problem(line, words));
  }

  int line(JsonValue value) {
    return document.line(value);
  }

  /** Everything that was asked for so far, in that order. */
  List<Setting> settings() {
    return settings;
  }

  /** In the order of their lines. */
  List<Problem> problems() {
    if (problems.size() > 1) {
      problems.sort(Comparator.comparingInt(Problem::line));
    }
    return problems;
  }

  /**
   * The settings that are not their defaults, a line each, as text that is the same however they
   * were written.
   *
   * @param from the first of {@link #settings} that counts
   */
  String changed(int from) {
    StringBuilder text = new StringBuilder();
    for (Setting setting : settings.subList(from, settings.size())) {
      if (!setting.isDefault()) {
        text.append(setting.place()).append('=').append(setting.text()).append('\n');
      }
    }
    return text.toString();
  }
}
