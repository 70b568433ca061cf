package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Component;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any bytes are components, or nothing, or give a reason. */
class BinariesFuzzTest {
  /** A cataloger and a file that it reads. */
  private static final class Seed {
    final FileCataloger cataloger;
    final String name;
    final byte[] bytes;

    Seed(FileCataloger cataloger, String name, byte[] bytes) {
      this.cataloger = cataloger;
      this.name = name;
      this.bytes = bytes;
    }
  }

  private static final List<Seed> SEEDS = seeds();

  private static List<Seed> seeds() {
    String modules =
        """
        path\ta
        mod\ta.b/C\t(devel)\t
        dep\tx.y/z\tv1.0.0\th1:=
        =>\t./z\t\t
        build\t-ldflags="-X main.version=1.2.3"
        build\tvcs.time=2024-01-01T00:00:00Z
        """;
    ElfFile big = ElfFile.of(32, ByteOrder.BIG_ENDIAN);
    byte[] inner = Zips.jar().pom("g", "b", "1").bytes();
    String pom =
        "<?xml version='1.0'?><!DOCTYPE x><project a=\"b\"><!-- c --><parent><version>1</version></parent>"
            + "<artifactId>a&amp;${k}</artifactId><properties><k><![CDATA[v]]></k></properties></project>";
    byte[] jar =
        Zips.jar("Main-Class: x.Y", "Bundle-Version: 1", " 2", "", "Name: z", "Package: com.x")
            .with("META-INF/pom.xml", pom)
            .with("version.properties", "version=1\n")
            .with("lib/b.jar", inner)
            .stored("lib/c.war", inner)
            .bytes();
    byte[] release =
        "JAVA_VERSION=\"17\"\nIMPLEMENTOR=\"x\"\nMODULES=\"a b\"\n"
            .getBytes(StandardCharsets.UTF_8);
    try {
      return List.of(
          new Seed(
              new GoCataloger(),
              "go",
              ElfFile.usual()
                  .section(".go.buildinfo", GoProgram.inline("go1.22 X:y", modules))
                  .bytes()),
          new Seed(
              new GoCataloger(),
              "old",
              big.section(
                      ".go.buildinfo",
                      GoProgram.pointers("go1.16", modules, big.start(), 4, ByteOrder.BIG_ENDIAN))
                  .bytes()),
          new Seed(
              new GoCataloger(),
              "bare",
              ElfFile.usual()
                  .section("x", GoProgram.inline("go1.22", modules))
                  .withoutSectionHeaders()
                  .bytes()),
          new Seed(
              new RustCataloger(),
              "rust",
              RustCatalogerTest.program(".dep-v0", RustCatalogerTest.CRATES)),
          new Seed(new KernelCataloger(), "vmlinuz", KernelCatalogerTest.image("6.1.0")),
          new Seed(new JvmCataloger(), "release", release),
          new Seed(new JavaCataloger(), "a-1.jar", jar),
          new Seed(new JavaCataloger(), "a-1.zip", Zips.zip().with("a.ear", jar).bytes()),
          new Seed(
              new JavaCataloger(),
              "b.jar",
              Zips.jar()
                  .pom("g", "b", "1")
                  .pom("g", "bc", "2")
                  .with("META-INF/maven/g/bc/pom.xml", pom)
                  .bytes()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void take(FileCataloger cataloger, Path root, String path, byte[] bytes)
      throws IOException {
    try {
      for (Component component : Finds.components(cataloger, root, path, bytes)) {
        assertFalse(component.slot().name().isEmpty());
        assertTrue(component.version() == null || !component.version().isEmpty());
        assertTrue(component.locations().equals(List.of(path)));
      }
    } catch (MalformedException | UnsupportedException e) {
      String message = String.valueOf(e.getMessage());
      assertFalse(message.isBlank());
      assertTrue(message.length() < 1000);
    }
  }

  /** Parsers whose input is deep inside a file are also fed directly. */
  private static void parts(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    JavaManifest manifest = JavaManifest.parse(bytes);
    if (manifest != null) {
      assertTrue(manifest.name(ArchiveName.of("/" + text)).length() <= text.length());
      assertTrue(manifest.version().length() + manifest.group().length() <= 2 * text.length());
    }
    PomProject project = PomProject.parse(bytes);
    if (project != null) {
      assertFalse(project.artifact().contains("${k}"));
      project.version();
      project.group();
    }
    PomProperties.parse("", bytes);
    JvmRelease.parse(bytes);
    KernelModules.isListed(bytes);
    VersionFile.version(text);
    try {
      GoMainVersion.of(GoModules.parse(text), "a.b/c");
    } catch (MalformedException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
    try {
      RustAudit.parse(bytes);
    } catch (MalformedException e) {
      assertFalse(String.valueOf(e.getMessage()).isBlank());
    }
  }

  private static final List<byte[]> PARTS =
      List.of(
          "path\ta\nmod\ta\t(devel)\t\nbuild\t-ldflags=\"main.ver=\\\"1.2.3\"\n"
              .getBytes(StandardCharsets.UTF_8),
          "Created-By: Apache Maven Bundle Plugin\nBundle-SymbolicName: a.b\n c\n\nName: x\n"
              .getBytes(StandardCharsets.UTF_8),
          "<project><artifactId>${a}</artifactId><properties><a>${b}</a><b>${a}</b></properties></project>"
              .getBytes(StandardCharsets.UTF_8),
          "artifactId=a\nversion:1\n#\n".getBytes(StandardCharsets.UTF_8),
          RustCatalogerTest.CRATES.getBytes(StandardCharsets.UTF_8),
          KernelCatalogerTest.module("name=a|vermagic=b c|parm=x:y"));

  private static void round(Path root, Random random) throws IOException {
    Seed seed = SEEDS.get(random.nextInt(SEEDS.size()));
    take(seed.cataloger, root, "/" + seed.name, Bytes.mutated(seed.bytes, random));
    parts(Bytes.mutated(PARTS.get(random.nextInt(PARTS.size())), random));
  }

  @Property(tries = 1500)
  void damaged_files_parse_or_give_a_reason(@ForAll long seed) throws IOException {
    Path root = Files.createTempDirectory("fuzz");
    try {
      round(root, new Random(seed));
    } finally {
      for (Seed one : SEEDS) {
        Files.deleteIfExists(root.resolve(one.name));
      }
      Files.delete(root);
    }
  }

  @Property(tries = 1000)
  void random_bytes_parse_or_give_a_reason(@ForAll byte[] bytes) {
    parts(bytes);
  }

  /** Longer; {@code fuzz.seconds} says how long. Throws nothing but its own assertions. */
  @Tag("fuzz")
  @Test
  void fuzz() throws IOException {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    Path root = Files.createTempDirectory("fuzz");
    for (long i = 0; System.nanoTime() < end; i++) {
      round(root, new Random(i));
    }
  }
}
