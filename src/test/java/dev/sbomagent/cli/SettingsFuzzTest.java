package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes are a configuration or are refused; a check and the daemon agree on which. */
class SettingsFuzzTest {
  private static final String[] PIECES = {
    "golden",
    "trust",
    "exclude",
    "sinks",
    "check",
    "interval",
    "cloud",
    "endpoint",
    "type",
    "file",
    "network-syslog",
    "cloudwatch",
    "host",
    "port",
    "name",
    "path",
    "max-bytes",
    "fleet",
    "account",
    ": ",
    ": ",
    ": ",
    "\n",
    "\n",
    "\n  ",
    "\n- ",
    "\n  - ",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    "'",
    "\"",
    "\\0",
    "\\ud800",
    "|",
    ">",
    "&a",
    "*a",
    "!!binary ",
    "<<",
    "?",
    "---",
    "%",
    "@",
    "~",
    "/",
    "/a",
    "30m",
    "64MB",
    "1",
    "0x1",
    "1_0",
    "1e9",
    ".nan",
    "-",
    "true",
    "no",
    "null",
    "2001-01-01",
    "\t",
    "\u00e9",
    "\u2028",
    "\ud83d\ude00",
    "\ufeff",
    "https://[::1",
    "http://h:99999/",
    "\r",
    "\u0085",
  };

  private static byte[] text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void take(byte[] bytes) {
    Optional<Settings> check = Optional.empty();
    Optional<Configuration> whole = Optional.empty();
    try {
      whole = Optional.of(SettingsFile.whole(Optional.of("f"), bytes));
      whole.get().refuse();
      assertEquals(
          whole.get().settings(),
          SettingsFile.whole(
                  Optional.of("f"),
                  new SettingsYaml(whole.get()).text().getBytes(StandardCharsets.UTF_8))
              .settings());
    } catch (Refusal wrong) {
      assertEquals(Exit.CONFIG, wrong.status());
      whole = Optional.empty();
    }
    try {
      check = Optional.of(SettingsFile.parse("f", bytes));
    } catch (Refusal wrong) {
      assertEquals(Exit.CONFIG, wrong.status());
    }
    assertEquals(whole.map(one -> one.settings().settings()), check);
  }

  @Property(tries = 500)
  void any_bytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 1000)
  void any_pieces(@ForAll long seed) {
    take(text(new Random(seed)));
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      try {
        take(text(new Random(seed)));
      } catch (RuntimeException | Error wrong) {
        throw new AssertionError("seed " + seed, wrong);
      }
    }
  }
}
