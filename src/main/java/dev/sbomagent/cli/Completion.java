package dev.sbomagent.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What shells read to complete our words: bash(1) "Programmable Completion", zshcompsys(1) {@code
 * _arguments}, fish complete(1). A command is one word, or "config" and a second one.
 */
final class Completion {
  private static final String FORMATS = "table json ndjson";

  private Completion() {}

  /** One command, with all it takes. */
  record Entry(String name, String summary, Syntax syntax) {
    String first() {
      return nested() ? name.substring(0, name.indexOf(' ')) : name;
    }

    String second() {
      return name.substring(name.indexOf(' ') + 1);
    }

    boolean nested() {
      return name.indexOf(' ') >= 0;
    }
  }

  static String bash(List<Entry> entries) {
    StringBuilder out =
        new StringBuilder(
            """
            # bash completion for sbom-agent
            _sbom_agent() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=
              case $COMP_CWORD:${COMP_WORDS[1]} in
            """);
    out.append("    1:*) words='").append(String.join(" ", tops(entries).keySet()));
    out.append("' ;;\n    2:config) words='").append(nested(entries)).append("' ;;\n");
    out.append("    *) case \"$before:${COMP_WORDS[1]}\" in\n");
    out.append("      --format:*) words='").append(FORMATS).append("' ;;\n");
    out.append("      *:completion) words='bash zsh fish' ;;\n");
    for (Entry entry : tops(entries).values()) {
      StringBuilder valued = new StringBuilder();
      StringBuilder all = new StringBuilder();
      for (Syntax.Option option : entry.syntax.options()) {
        all.append(all.isEmpty() ? "" : " ").append(option.name());
        if (option.arity() != Syntax.Arity.FLAG) {
          valued.append(valued.isEmpty() ? "" : "|").append(option.name());
          valued.append(':').append(entry.first());
        }
      }
      // after an option with a value: files, which bash completes when there are no words
      out.append("      ").append(valued).append(") ;;\n");
      out.append("      *:").append(entry.first()).append(") words='").append(all).append("' ;;\n");
    }
    return out.append(
            """
                esac ;;
              esac
              mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
            }
            complete -o default -F _sbom_agent sbom-agent
            """)
        .toString();
  }

  static String zsh(List<Entry> entries) {
    StringBuilder out = new StringBuilder("#compdef sbom-agent\n\n_sbom_agent() {\n");
    out.append("  local -a commands\n  if (( CURRENT == 2 )); then\n    commands=(\n");
    for (Map.Entry<String, Entry> top : tops(entries).entrySet()) {
      out.append("      ")
          .append(quoted(top.getKey() + ":" + summary(top.getValue())))
          .append('\n');
    }
    out.append(
        "    )\n    _describe command commands\n    return\n  fi\n  local command=$words[2]\n");
    out.append("  shift words\n  (( CURRENT-- ))\n  case $command in\n");
    for (Map.Entry<String, Entry> top : tops(entries).entrySet()) {
      out.append("    ").append(top.getKey()).append(")\n      _arguments");
      if (top.getValue().nested()) {
        out.append(" \\\n        '1:command:(").append(nested(entries)).append(")'");
      }
      for (Syntax.Option option : top.getValue().syntax.options()) {
        out.append(" \\\n        ").append(quoted(zsh(option)));
      }
      for (Syntax.Operand operand : top.getValue().syntax.operands()) {
        String action = operand.label().equals("SHELL") ? "(bash zsh fish)" : "_files";
        out.append(" \\\n        ").append(quoted(":" + operand.label() + ":" + action));
      }
      out.append("\n      ;;\n");
    }
    return out.append("  esac\n}\n\n_sbom_agent \"$@\"\n").toString();
  }

  private static String zsh(Syntax.Option option) {
    String described = "[" + option.description().replaceAll("([\\[\\]:])", "\\\\$1") + "]";
    return switch (option.arity()) {
      case FLAG -> option.name() + described;
      case VALUE -> name(option) + described + value(option);
      case VALUES -> "*" + name(option) + described + value(option);
    };
  }

  /** A long option takes its value after a space or after =. */
  private static String name(Syntax.Option option) {
    return option.name().startsWith("--") ? option.name() + "=" : option.name();
  }

  private static String value(Syntax.Option option) {
    String label = option.label().replaceAll("([\\[\\]:])", "\\\\$1");
    return ":" + label + ":" + (option.name().equals("--format") ? "(" + FORMATS + ")" : "_files");
  }

  static String fish(List<Entry> entries) {
    StringBuilder out = new StringBuilder("# fish completion for sbom-agent\n");
    for (Map.Entry<String, Entry> top : tops(entries).entrySet()) {
      line(out, "__fish_use_subcommand")
          .append(" -f -a ")
          .append(top.getKey())
          .append(" -d ")
          .append(quoted(summary(top.getValue())))
          .append('\n');
    }
    line(out, "__fish_seen_subcommand_from completion").append(" -f -a 'bash zsh fish'\n");
    line(out, "__fish_seen_subcommand_from config")
        .append(" -f -a '")
        .append(nested(entries))
        .append("'\n");
    for (Map.Entry<String, Entry> top : tops(entries).entrySet()) {
      // check is a command, and a second word of config
      String seen = "__fish_seen_subcommand_from " + top.getKey();
      String condition =
          top.getValue().nested() ? seen : seen + "; and not __fish_seen_subcommand_from config";
      for (Syntax.Option option : top.getValue().syntax.options()) {
        boolean isLong = option.name().startsWith("--");
        line(out, condition)
            .append(isLong ? " -l " : " -s ")
            .append(option.name().substring(isLong ? 2 : 1));
        if (option.name().equals("--format")) {
          out.append(" -x -a '").append(FORMATS).append('\'');
        } else if (option.arity() != Syntax.Arity.FLAG) {
          out.append(" -r -F");
        }
        out.append(" -d ").append(quoted(option.description())).append('\n');
      }
    }
    return out.toString();
  }

  private static StringBuilder line(StringBuilder out, String condition) {
    return out.append("complete -c sbom-agent -n ").append(quoted(condition));
  }

  /** What may be the first word. Commands that share it take the same options. */
  private static Map<String, Entry> tops(List<Entry> entries) {
    Map<String, Entry> tops = new LinkedHashMap<>();
    for (Entry entry : entries) {
      tops.putIfAbsent(entry.first(), entry);
    }
    return tops;
  }

  private static String summary(Entry entry) {
    return entry.nested() ? "The configuration" : entry.summary;
  }

  private static String nested(List<Entry> entries) {
    StringBuilder out = new StringBuilder();
    for (Entry entry : entries) {
      if (entry.nested()) {
        out.append(out.isEmpty() ? "" : " ").append(entry.second());
      }
    }
    return out.toString();
  }

  /** One word for the shells, whatever it holds. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
