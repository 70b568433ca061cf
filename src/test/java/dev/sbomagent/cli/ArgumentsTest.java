package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void what_a_unit_file_or_a_pipeline_types_is_plain() {
    assertTrue(plain("--root", "/mnt", "--key", "a", "--key=b", "--files", "A").isPresent());
  }

  @Property(tries = 2000)
  void what_is_plain_means_the_same_to_picocli(@ForAll("words") List<String> words) throws Refusal {
    String[] args = words.toArray(new String[0]);
    Optional<Arguments> plain = plain(args);
    if (plain.isPresent()) {
      Arguments other = new Picocli("test", "", syntax()).parse(args);
      for (Syntax.Option option : syntax().options()) {
        assertEquals(other.has(option.name()), plain.get().has(option.name()), words::toString);
        assertEquals(
            other.values(option.name()), plain.get().values(option.name()), words::toString);
      }
      assertEquals(other.operand(0), plain.get().operand(0), words::toString);
    }
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "--root",
            "--root=/a",
            "--key",
            "--key=",
            "--key=b=c",
            "--files",
            "--files=x",
            "a",
            "b",
            "/x y",
            "-",
            "--",
            "-o",
            "--rot",
            "",
            "=",
            "'q'",
            "\"q\"",
            "@file",
            "${x}",
            "--format",
            "json=/a",
            "--quiet")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  private static Optional<Arguments> plain(String... args) {
    return Arguments.plain(syntax(), args);
  }

  private static Syntax syntax() {
    Syntax syntax = new Syntax();
    syntax.value("-o", "FILE", "");
    syntax.golden();
    syntax.flag("--files", "");
    syntax.operand("A", "");
    syntax.common();
    return syntax;
  }
}
