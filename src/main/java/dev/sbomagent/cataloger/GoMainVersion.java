package dev.sbomagent.cataloger;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The version of a program that was not built from a release: what its builder had the linker write
 * into a variable called like a version, else the pseudo-version of its commit.
 *
 * <p>Source: syft golang/parse_go_binary.go (findMainModuleVersion, knownBuildFlagPatterns, written
 * here without a regular expression: theirs would backtrack for ever); go.dev/ref/mod
 * "Pseudo-versions".
 */
final class GoMainVersion {
  /** Nobody writes longer flags; a search through them takes quadratic time. */
  private static final int MAX_FLAGS = 32 << 10;

  private static final int HASH = 12;

  private final String flags;
  private final String module;

  private GoMainVersion(String flags, String module) {
    this.flags = flags;
    this.module = module;
  }

  /** Null when nothing tells it. */
  static @Nullable String of(GoModules modules, String module) {
    String flags = modules.ldflags();
    if (!flags.isEmpty() && flags.length() <= MAX_FLAGS) {
      GoMainVersion search = new GoMainVersion(flags, module);
      String found = search.find(false);
      found = found == null ? search.find(true) : found;
      if (found != null) {
        return found.startsWith("v") ? found : "v" + found;
      }
    }
    String revision = modules.revision();
    return revision == null ? null : pseudo(revision, modules.time());
  }

  private static String pseudo(String revision, String time) {
    String commit = revision.length() > HASH ? revision.substring(0, HASH) : revision;
    return "v0.0.0-" + stamp(time) + "-" + commit;
  }

  /** The moment in UTC, {@code YYYYMMDDhhmmss}; what is no moment is Go's zero. */
  private static String stamp(String time) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(time).withOffsetSameInstant(ZoneOffset.UTC);
      StringBuilder out = new StringBuilder(14);
      digits(out, moment.getYear(), 4);
      digits(out, moment.getMonthValue(), 2);
      digits(out, moment.getDayOfMonth(), 2);
      digits(out, moment.getHour(), 2);
      digits(out, moment.getMinute(), 2);
      digits(out, moment.getSecond(), 2);
      return out.toString();
    } catch (DateTimeException e) {
      return "00010101000000";
    }
  }

  private static void digits(StringBuilder out, int number, int width) {
    String text = Integer.toString(number);
    for (int i = text.length(); i < width; i++) {
      out.append('0');
    }
    out.append(text);
  }

  /**
   * The first {@code main.…Version=…} or {@code <module>/….Version=…}, or {@code Tag=}.
   *
   * @param tag which of the two is looked for
   */
  private @Nullable String find(boolean tag) {
    for (int i = 0; i < flags.length(); i++) {
      if (flags.startsWith("main.", i)) {
        int equals = variable(i + 4);
        String version = equals >= 0 && isNamed(i + 5, equals, tag) ? value(equals + 1) : null;
        if (version != null) {
          return version;
        }
      }
      int path = afterModule(i);
      String version = path < 0 ? null : inModule(path, tag);
      if (version != null) {
        return version;
      }
    }
    return null;
  }

  /** Behind {@code <module>/} at {@code at}; a dot in it stands for any character, as theirs. */
  private int afterModule(int at) {
    int end = at + module.length();
    if (end >= flags.length() || flags.charAt(end) != '/') {
      return -1;
    }
    for (int i = 0; i < module.length(); i++) {
      char wanted = module.charAt(i);
      char c = flags.charAt(at + i);
      if (wanted != c && (wanted != '.' || c == '\n')) {
        return -1;
      }
    }
    return end + 1;
  }

  /** The last variable of the word counts. */
  private @Nullable String inModule(int from, boolean tag) {
    int end = wordEnd(from);
    for (int dot = end - 1; dot >= from; dot--) {
      if (flags.charAt(dot) == '.') {
        int equals = variable(dot);
        String version = equals >= 0 && isNamed(dot + 1, equals, tag) ? value(equals + 1) : null;
        if (version != null) {
          return version;
        }
      }
    }
    return null;
  }

  /** Where the equals sign is behind a dot and a name, -1 when there is none. */
  private int variable(int dot) {
    int at = dot + 1;
    while (at < flags.length() && isLetterOrDigit(flags.charAt(at))) {
      at++;
    }
    return at < flags.length() && flags.charAt(at) == '=' ? at : -1;
  }

  private boolean isNamed(int from, int end, boolean tag) {
    if (tag) {
      return endsWith(from, end, "tag") || endsWith(from, end, "Tag");
    }
    return endsWith(from, end, "ver")
        || endsWith(from, end, "Ver")
        || endsWith(from, end, "version")
        || endsWith(from, end, "Version");
  }

  private boolean endsWith(int from, int end, String name) {
    return end - name.length() >= from && flags.startsWith(name, end - name.length());
  }

  /** The version in a value, behind the last of its slashes where one is. */
  private @Nullable String value(int from) {
    for (int slash = wordEnd(from) - 1; slash > from; slash--) {
      if (flags.charAt(slash) == '/') {
        String version = version(slash + 1);
        if (version != null) {
          return version;
        }
      }
    }
    return version(from);
  }

  /** {@code v?\d+.\d+.\d+[-\w]*}, a dot being any character. */
  private @Nullable String version(int from) {
    int start = from < flags.length() && flags.charAt(from) == 'v' ? from + 1 : from;
    for (int first = digits(start); first > start; first--) {
      if (!isAny(first)) {
        continue;
      }
      for (int second = digits(first + 1); second > first + 1; second--) {
        int third = isAny(second) ? digits(second + 1) : 0;
        if (third > second + 1) {
          int end = third;
          while (end < flags.length() && isWord(flags.charAt(end))) {
            end++;
          }
          return flags.substring(from, end);
        }
      }
    }
    return null;
  }

  private int digits(int at) {
    while (at < flags.length() && isDigit(flags.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isAny(int at) {
    return at < flags.length() && flags.charAt(at) != '\n';
  }

  private int wordEnd(int at) {
    while (at < flags.length() && !isSpace(flags.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetterOrDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWord(char c) {
    return isLetterOrDigit(c) || c == '_' || c == '-';
  }
}
