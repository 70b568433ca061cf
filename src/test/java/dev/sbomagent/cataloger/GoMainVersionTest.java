package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoMainVersionTest {
  private static final List<String> PATTERNS =
      List.of(
          "\\.[a-zA-Z0-9]*([rR]elease)?([gG]it)?([bB]uild)?[vV]er(sion)?=(\\S+/)*(?<version>v?\\d+.\\d+.\\d+[-\\w]*)",
          "\\.[a-zA-Z0-9]*([tT]ag)=(\\S+/)*(?<version>v?\\d+.\\d+.\\d+[-\\w]*)");

  private static @Nullable String of(String flags, String module) throws Exception {
    return GoMainVersion.of(
        GoModules.parse("build\t-ldflags=\"" + flags.replace("\n", "\\n") + "\"\n"), module);
  }

  @ParameterizedTest
  @CsvSource({
    "-X main.version=1.2.3, v1.2.3",
    "-X main.Version=v1.2.3-rc.1, v1.2.3-rc",
    "-X main.gitVersion=refs/tags/v1.2.3, v1.2.3",
    "-X a.b/c/internal/build.Version=0.9.1 -X x.y=1, v0.9.1",
    "-X a.b/c.Version=0.9.1, ",
    "-X main.commit=0123, ",
    "-X main.buildTag=2.0.0, v2.0.0",
    "-X main.version=20240102, v20240102",
    "-X main.version=dev, ",
    "-X domain.ver=1.0.0, v1.0.0",
  })
  void finds_the_version_in_flags(String flags, @Nullable String expected) throws Exception {
    assertEquals(expected, of(flags, "a.b/c"));
  }

  @Provide
  Arbitrary<String> flags() {
    return Arbitraries.of(
            "main", ".", "a.b/c", "axb/c", "/", "ver", "Version", "tag", "Tag", "=", "v", "1", "22",
            "x", "-", " ", "1.2.3", "_", "release", "\n")
        .list()
        .ofMaxSize(14)
        .map(pieces -> String.join("", pieces));
  }

  /** The regular expressions that syft uses, on texts too short for them to explode. */
  @Property(tries = 3000)
  void finds_what_the_expressions_find(@ForAll("flags") String flags) throws Exception {
    String expected = null;
    for (String pattern : PATTERNS) {
      Matcher matcher = Pattern.compile("(main|a.b/c/[^\\s]*)" + pattern).matcher(flags);
      if (expected == null && matcher.find()) {
        expected = matcher.group("version");
      }
    }
    if (expected != null && !expected.startsWith("v")) {
      expected = "v" + expected;
    }
    assertEquals(expected, of(flags, "a.b/c"));
  }
}
