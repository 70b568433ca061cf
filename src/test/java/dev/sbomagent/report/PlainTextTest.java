package dev.sbomagent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void what_could_forge_a_line_or_a_terminal_is_replaced() {
    assertEquals("a\uFFFDb", PlainText.of("a\nb", 100));
    assertEquals("\uFFFD[31mred", PlainText.of("\u001b[31mred", 100));
    assertEquals("x\uFFFDgpj.exe", PlainText.of("x\u202Egpj.exe", 100));
    assertEquals("half \uFFFD", PlainText.of("half \uD83D", 100));
    assertEquals("\uFFFD", PlainText.of("\u2028", 100));
  }

  @Test
  void names_of_all_languages_stay() {
    assertEquals("größe-パッケージ-😀", PlainText.of("größe-パッケージ-😀", 100));
  }

  @Test
  void what_is_too_long_ends_with_an_ellipsis_on_a_whole_character() {
    assertEquals("ab…", PlainText.of("abcdef", 5));
    assertEquals("…", PlainText.of("😀😀", 5));
    assertEquals("abcde", PlainText.of("abcde", 5));
  }

  @Property
  void it_fits_and_survives_encoding(@ForAll String text, @ForAll @IntRange(min = 3) int max) {
    String plain = PlainText.of(text, max);
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    assertTrue(bytes.length <= max);
    assertEquals(plain, new String(bytes, StandardCharsets.UTF_8));
    assertEquals(plain, PlainText.of(plain, max));
  }
}
