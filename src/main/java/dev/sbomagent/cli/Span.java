package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A duration with its unit, {@code 90s}, {@code 30m}, {@code 24h}, {@code 30d}, within bounds. */
record Span(Duration least, Duration most) implements ValueKind<Duration> {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;

  @Override
  public @Nullable Duration read(JsonValue value) {
    if (!(value instanceof JsonValue.Str text) || text.value().length() < 2) {
      return null;
    }
    int end = text.value().length() - 1;
    long number = ValueKind.digits(text.value().substring(0, end));
    long unit = unit(text.value().charAt(end));
    if (number < 0 || unit == 0) {
      return null;
    }
    Duration duration = Duration.ofSeconds(number * unit);
    return duration.compareTo(least) < 0 || duration.compareTo(most) > 0 ? null : duration;
  }

  private static long unit(char letter) {
    return switch (letter) {
      case 's' -> 1;
      case 'm' -> MINUTE;
      case 'h' -> HOUR;
      case 'd' -> DAY;
      default -> 0;
    };
  }

  @Override
  public JsonValue show(Duration duration) {
    return new JsonValue.Str(text(duration));
  }

  @Override
  public String words() {
    return "a duration from " + text(least) + " to " + text(most);
  }

  /** The duration in the largest unit that says it exactly; a single day is 24 hours. */
  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % DAY == 0 && seconds > DAY) {
      return seconds / DAY + "d";
    }
    if (seconds % HOUR == 0 && seconds > 0) {
      return seconds / HOUR + "h";
    }
    return seconds % MINUTE == 0 && seconds > 0 ? seconds / MINUTE + "m" : seconds + "s";
  }
}
