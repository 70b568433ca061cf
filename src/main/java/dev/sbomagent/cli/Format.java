package dev.sbomagent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One {@code --format F[=FILE]}.
 *
 * @param file null for standard output
 */
record Format(Kind kind, @Nullable Path file) {
  /** The forms a report can take. */
  enum Kind {
    TABLE,
    JSON,
    NDJSON;

    static @Nullable Kind named(String name) {
      for (Kind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
          return kind;
        }
      }
      return null;
    }
  }

  /** Parses the values of the option; none means a table on standard output. */
  static List<Format> parse(List<String> values) throws Refusal {
    if (values.isEmpty()) {
      return List.of(new Format(Kind.TABLE, null));
    }
    List<Format> formats = new ArrayList<>();
    Set<Object> places = new HashSet<>();
    for (String value : values) {
      int equals = value.indexOf('=');
      String name = equals < 0 ? value : value.substring(0, equals);
      Kind kind = Kind.named(name);
      if (kind == null) {
        throw Refusal.usage("unknown format '" + name + "': use table, json or ndjson");
      }
      if (equals == value.length() - 1) {
        throw Refusal.usage("no file after '" + value + "'");
      }
      Path file = equals < 0 ? null : Path.of(value.substring(equals + 1));
      Object place = file == null ? "standard output" : file.toAbsolutePath().normalize();
      if (!places.add(place)) {
        throw Refusal.usage("two formats to the same place: '" + place + "'");
      }
      formats.add(new Format(kind, file));
    }
    return formats;
  }
}
