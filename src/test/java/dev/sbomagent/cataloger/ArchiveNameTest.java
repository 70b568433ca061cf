package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveNameTest {
  private static final Pattern NAME =
      Pattern.compile(
          "^(?<name>(?:[a-zA-Z][\\w.]*?(?:\\.[a-zA-Z][\\w.]*?)*?-??)+?)"
              + "(?:-(?<version>(\\d.*?|(build\\d+?.*?)|(rc??\\d+?(?:^[a-zA-Z].*?)??))))??\\z",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SECOND =
      Pattern.compile("(?:[._-](?<version>(\\d.*|(build\\d+.*)|(rc?\\d+(?:^[a-zA-Z].*)?))))?\\z");

  @ParameterizedTest
  @CsvSource({
    "/usr/share/java/spring-core-5.3.9.jar, spring-core, 5.3.9",
    "/a/jetpack-build235-rc5.jar, jetpack, build235-rc5",
    "/a/ironman-r4-2009.jar, ironman-r4, 2009",
    "/a/thing-RC1.war, thing, RC1",
    "/a/log4j_1.2.jar, log4j, 1.2",
    "/a/com.example.thing-4.jar, com.example.thing, 4",
    "/a/x:WEB-INF/lib/b-1.0+2.jar, b, 1.0+2",
    "/a/b:c-1.jar, c, 1",
    "/a/tika.jar, tika, ''",
    "/a/7zip.jar, '', ''",
    "/a/.jar, '', ''",
  })
  void splits_a_name(String path, String name, String version) {
    assertEquals(new ArchiveName(name, version), ArchiveName.of(path));
  }

  @ParameterizedTest
  @CsvSource({
    "/a/com.example.thing.jar, thing",
    "/a/org.eclipse.core.runtime-3.jar, org.eclipse.core.runtime",
    "/a/a.2b.c-1.jar, a.2b.c",
    "/a/plain-1.jar, plain",
  })
  void guesses_the_artifact(String path, String artifact) {
    assertEquals(artifact, ArchiveName.of(path).artifact());
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(
            "a", "B", "-", ".", "_", "1", "23", "build", "r", "rc", "RC", "+", " ", "-1", ".2")
        .list()
        .ofMaxSize(9)
        .map(pieces -> String.join("", pieces));
  }

  /** The regular expressions that syft uses, on names too short for them to explode. */
  @Property(tries = 5000)
  void splits_as_the_expressions_do(@ForAll("names") String base) {
    Matcher matcher = NAME.matcher(base);
    String name = "";
    String version = "";
    if (matcher.find()) {
      name = matcher.group("name");
      version = matcher.group("version") == null ? "" : matcher.group("version");
    }
    if (version.isEmpty()) {
      Matcher second = SECOND.matcher(name);
      if (second.find() && second.group("version") != null) {
        version = second.group("version");
        name = name.substring(0, name.length() - version.length() - 1);
      }
    }
    assertEquals(new ArchiveName(name, version), ArchiveName.of("/x/" + base + ".jar"));
  }
}
