package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes are understood or refused with a reason, by every parser of packages. */
class ParsersFuzzTest {
  /** Reads bytes; says nothing or throws a reason. */
  private interface Parser {
    void parse(byte[] bytes) throws IOException, MalformedException, UnsupportedException;
  }

  private record Target(String seed, Parser parser) {}

  private static final String[] PIECES = {
    "\n",
    "\n\n",
    " ",
    "\t",
    ":",
    "\r",
    "\0",
    "\u00ff",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "%",
    "<<",
    "\\",
    "\\u00E9",
    ".",
    "=",
    ".name",
    ".version",
    "Name: a\n",
    "Version: 1\n",
    "P:a\n",
    "V:1\n",
    "F:\n",
    "Z:Q1AA==\n",
    "%NAME%\n",
    "{vsn,\"1\"}",
    "null",
    "\"name\":\"b\",",
    "obj "
  };

  private static Path folder = Path.of("");

  @BeforeContainer
  static void make() throws IOException {
    folder = Files.createTempDirectory("parsers");
  }

  @AfterContainer
  static void remove() throws IOException {
    Files.deleteIfExists(folder.resolve("f"));
    Files.deleteIfExists(folder);
  }

  private static Parser file(FileCataloger cataloger) {
    return bytes -> {
      Path path = folder.resolve("f");
      Files.write(path, bytes);
      try (FoundFile file = new FoundFile(Host.at(folder), path, "", "f", bytes.length)) {
        for (Component component : cataloger.read(file)) {
          assertFalse(component.slot().name().isEmpty(), component.toString());
        }
      }
    };
  }

  private static List<Target> targets() {
    return List.of(
        new Target(
            "P:musl\nV:1.2-r7\nA:x86_64\no:musl\nF:lib\nR:x\na:0:0:755\nZ:Q1AAECAw==\n\n",
            bytes -> ApkInstalled.parse(new ByteArrayInputStream(bytes), true)),
        new Target("%NAME%\na\n\n%VERSION%\n1-1\n\n%SIZE%\n12\n", AlpmDesc::parse),
        new Target(
            "Package: a\nVersion: 1\nStatus: install user installed\nArchitecture: all\n\n",
            bytes -> OpkgStatus.parse(new ByteArrayInputStream(bytes))),
        new Target(
            "foo-bar-1.0a_rc1_p2-r3",
            bytes -> PortageName.of(new String(bytes, StandardCharsets.ISO_8859_1))),
        new Target(
            "Metadata-Version: 2.1\nName: Zope.Interface\nVersion: 1.0\nRequires-Dist: x\n\nText\n",
            file(new PythonCataloger())),
        new Target(
            "s.name = \"rake\".freeze\n s.version = '13.0'\ns.homepage = \"\\u00E9\"\n",
            file(new GemCataloger())),
        new Target("Package: a\nVersion: 1\n b\nTitle: x\n", file(new RCataloger())),
        new Target(
            "{application, 'a', [{vsn,\"1\"},{env,[<<\"x\">>, []]}]}. %c\n",
            file(new ErlangCataloger())),
        new Target(
            "{\"name\":\"@a/b\",\"version\":\"1\",\"author\":{\"name\":\"x\"},\"private\":true}",
            file(new NodeCataloger())),
        new Target(
            "{\"packages\":[{\"name\":\"a/b\",\"version\":\"1\",\"require\":{\"x\":\"1\"}}]}",
            file(new PhpCataloger())),
        new Target(
            "{\"name\":\"a\",\"version\":\"1\",\"paths_data\":{\"paths\":[{\"_path\":\"x\"}]}}",
            file(new CondaCataloger())),
        new Target(
            "{\"targets\":{\"t\":{\"f/1\":{\"dependencies\":{\"b\":\"1\"}},\"b/1\":{\"native\":"
                + "{\"x\":{}}}}},\"libraries\":{\"f/1\":{\"type\":\"project\"}}}",
            file(new DotnetCataloger())));
  }

  private static void take(Target target, byte[] bytes) throws IOException {
    try {
      target.parser().parse(bytes);
    } catch (MalformedException | UnsupportedException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed;
    for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> {
              byte[] changed = bytes.clone();
              changed[at] = (byte) random.nextInt(256);
              yield changed;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> joined(bytes, at, Arrays.copyOfRange(bytes, random.nextInt(at + 1), at));
            default ->
                joined(
                    bytes,
                    at,
                    PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.ISO_8859_1));
          };
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int at, byte[] piece) {
    byte[] longer = new byte[bytes.length + piece.length];
    System.arraycopy(bytes, 0, longer, 0, at);
    System.arraycopy(piece, 0, longer, at, piece.length);
    System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
    return longer;
  }

  @Property(tries = 100)
  void random_bytes_are_understood_or_refused(@ForAll byte[] bytes) throws IOException {
    for (Target target : targets()) {
      take(target, bytes);
    }
  }

  @Property(tries = 200)
  void damaged_files_are_understood_or_refused(@ForAll long seed) throws IOException {
    for (Target target : targets()) {
      byte[] bytes = target.seed().getBytes(StandardCharsets.UTF_8);
      take(target, mutated(bytes, new Random(seed)));
    }
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz(@TempDir Path temporary) throws IOException {
    folder = temporary;
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long i = 0; System.nanoTime() < end; i++) {
      Random random = new Random(i);
      for (Target target : targets()) {
        byte[] bytes = target.seed().getBytes(StandardCharsets.UTF_8);
        for (int rounds = random.nextInt(4); rounds >= 0; rounds--) {
          bytes = mutated(bytes, random);
        }
        take(target, bytes);
      }
    }
  }
}
