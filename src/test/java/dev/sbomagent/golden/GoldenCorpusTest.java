package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.component.Family;
import dev.sbomagent.golden.Coverage.Answer;
import dev.sbomagent.golden.GoldenComponent.Basis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every real golden there is. */
@Tag("corpus")
class GoldenCorpusTest {
  private static final Path DATA = Path.of(System.getProperty("user.dir"), "../shared/data");
  private static final Path GOLDENS = DATA.resolve("interop/goldens");

  private static Sbom parse(Path file) throws IOException {
    try {
      return Sbom.parse(Files.readAllBytes(file), SbomLimits.standard());
    } catch (SbomException refused) {
      throw new AssertionError(file + ": " + refused.getMessage(), refused);
    }
  }

  private static Sbom golden(String name) throws IOException {
    return parse(GOLDENS.resolve(name));
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Test
  void every_golden_parses() throws IOException {
    List<Path> all = new ArrayList<>(files(GOLDENS, ".cdx.json"));
    all.addAll(files(GOLDENS, ".cdx.xml"));
    assertTrue(all.size() > 120, () -> "only " + all.size());
    for (Path file : all) {
      Sbom sbom = parse(file);
      assertFalse(sbom.tool().name().isEmpty(), file::toString);
      assertTrue(sbom.createdAt().isPresent(), file::toString);
      assertTrue(sbom.componentCount() > 0, file::toString);
    }
  }

  @Test
  void every_generation_says_the_same_of_the_same_root() throws IOException {
    Map<String, List<Path>> roots = new TreeMap<>();
    for (Path file : files(GOLDENS, ".cdx.json")) {
      if (!file.toString().contains("drifted")) {
        roots
            .computeIfAbsent(String.valueOf(file.getParent()), root -> new ArrayList<>())
            .add(file);
      }
    }
    List<String> wrong = new ArrayList<>();
    int pairs = 0;
    for (List<Path> goldens : roots.values()) {
      for (int i = 0; i < goldens.size(); i++) {
        for (int j = i + 1; j < goldens.size(); j++) {
          compare(goldens.get(i), goldens.get(j), wrong);
          pairs++;
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(pairs > 120, "only " + pairs + " pairs");
  }

  private static void compare(Path a, Path b, List<String> wrong) throws IOException {
    Sbom left = parse(a);
    Sbom right = parse(b);
    for (Family family : Family.values()) {
      Set<String> of = texts(left, family);
      Set<String> and = texts(right, family);
      if (!of.isEmpty() && !and.isEmpty() && !of.equals(and)) {
        wrong.add(a.getFileName() + " " + b + " " + family + ": " + apart(of, and));
      }
    }
  }

  /** A family's components, but for the known differences of what generations list at all. */
  private static Set<String> texts(Sbom sbom, Family family) {
    Set<String> out = new TreeSet<>();
    for (GoldenComponent component : sbom.components()) {
      if (component.family() != family || isKnownDifference(sbom, component)) {
        continue;
      }
      // osv-scalibr states no arch for alpm, and finds out groups of Maven in another way
      boolean noArch = family == Family.ALPM;
      String text =
          component.slot().name()
              + " "
              + (noArch ? "" : component.slot().arch())
              + " "
              + component.version();
      out.add(family == Family.KERNEL ? text + component.locations() : text);
    }
    return out;
  }

  private static boolean isKnownDifference(Sbom sbom, GoldenComponent component) {
    String name = component.slot().name();
    // the one package of ubuntu1804 whose configuration files alone are left
    boolean residual =
        sbom.coverage().beforeConfigFilesFix()
            && name.equals("git")
            && "1:2.20.1-2+deb10u3".equals(component.version())
            && component.family() == Family.DPKG;
    return residual || (component.family() == Family.GO && name.equals("stdlib"));
  }

  private static String apart(Set<String> a, Set<String> b) {
    Set<String> left = new TreeSet<>(a);
    left.removeAll(b);
    Set<String> right = new TreeSet<>(b);
    right.removeAll(a);
    return left + " <> " + right;
  }

  @Test
  void every_shape_of_one_run_says_the_same() throws IOException {
    for (String root : List.of("deb12-mini", "mariner2", "ubuntu1804")) {
      Sbom plain = golden(root + "/syft-1.54.1.cdx.json");
      for (String shape :
          List.of(
              "-mounted.cdx.json",
              "-spec1.4.cdx.json",
              "-spec1.5.cdx.json",
              "-spec1.4.cdx.xml",
              ".cdx.xml")) {
        Sbom other = golden(root + "/syft-1.54.1" + shape);
        assertEquals(plain.components(), other.components(), root + shape);
        assertEquals(FileTables.text(plain.files()), FileTables.text(other.files()), root + shape);
        assertEquals(plain.os(), other.os());
        assertEquals(plain.tool(), other.tool());
        assertEquals(plain.componentCount(), other.componentCount());
      }
    }
    for (String root : List.of("mariner2", "ubuntu1804")) {
      Sbom json = golden(root + "/syft-0.57.0.cdx.json");
      Sbom xml = golden(root + "/syft-0.57.0.cdx.xml");
      assertEquals(json.components(), xml.components());
      assertEquals(json.tool(), xml.tool());
    }
  }

  @Test
  void counts_of_a_real_installation() throws IOException {
    Sbom sbom = golden("deb12-mini/syft-1.54.1.cdx.json");
    assertEquals(1781, sbom.files().size());
    assertEquals(369, sbom.componentCount());
    Map<String, Integer> counts = new TreeMap<>();
    for (GoldenComponent component : sbom.components()) {
      Family family = component.family();
      counts.merge(
          component.basis() + (family == null ? "" : " " + family.cataloger()), 1, Integer::sum);
    }
    assertEquals(
        "{CATALOGED dpkg=144, CATALOGED gem=91, CATALOGED go=6, CATALOGED java=8,"
            + " CATALOGED kernel=10, CATALOGED python=31, CATALOGED rust=28, PRESENCE=50}",
        counts.toString());
  }

  @Test
  void file_names_lie_inside_the_root_whatever_was_mounted_where() throws IOException {
    for (Path file : files(GOLDENS, ".cdx.json")) {
      Sbom sbom = parse(file);
      for (int i = 0; i < sbom.files().size(); i++) {
        String path = sbom.files().path(i);
        assertTrue(path.startsWith("/") && !path.startsWith("/mnt/"), () -> file + " " + path);
      }
    }
  }

  @Test
  void old_generations_did_not_look_for_everything() throws IOException {
    Coverage old = golden("deb12-mini/syft-0.57.0.cdx.json").coverage();
    assertEquals(Answer.LOOKED_FOR, old.of(Family.DPKG));
    assertEquals(Answer.NOT_IN_GOLDEN, old.of(Family.GEM));
    assertEquals(Answer.NOT_IN_GOLDEN, old.of(Family.RUST));
    assertEquals(Answer.NOT_IN_GOLDEN, old.of(Family.KERNEL));
    assertFalse(old.listsGoStdlib());
    for (String version : List.of("1.19.0", "1.32.0", "1.44.0", "1.54.1")) {
      Coverage newer = golden("ubuntu1804/syft-" + version + ".cdx.json").coverage();
      for (Family family :
          List.of(Family.GEM, Family.RUST, Family.KERNEL, Family.PYTHON, Family.JAVA, Family.GO)) {
        assertEquals(Answer.LOOKED_FOR, newer.of(family), version + family);
      }
      assertEquals(Answer.NOT_IN_GOLDEN, newer.of(Family.NODE), version);
    }
    Coverage scalibr = golden("deb12-mini/osv-scalibr-0.5.3.cdx.json").coverage();
    assertEquals(Answer.NOT_IN_GOLDEN, scalibr.of(Family.GEM));
    assertEquals(Answer.LOOKED_FOR, scalibr.of(Family.KERNEL));
    assertTrue(scalibr.listsGoStdlib());
  }

  @Test
  void images_of_the_hub_parse() throws IOException {
    List<Path> all = files(DATA.resolve("syft-cdx"), ".json");
    assertEquals(18, all.size());
    Map<String, Integer> expected = new TreeMap<>();
    expected.put("alpine", 15);
    expected.put("busybox", 1);
    expected.put("docker", 271);
    expected.put("nginx", 144);
    expected.put("python", 431);
    expected.put("vault", 384);
    for (Path file : all) {
      Sbom sbom = parse(file);
      assertEquals("syft 0.57.0", sbom.tool().toString());
      assertTrue(sbom.os().isPresent(), file::toString);
      String image = file.getFileName().toString().replaceAll(".*library-|\\.latest\\.json$", "");
      Integer count = expected.get(image);
      if (count != null) {
        assertEquals(count, sbom.componentCount(), image);
      }
      for (GoldenComponent component : sbom.components()) {
        assertEquals(Basis.CATALOGED, component.basis(), component::toString);
      }
      assertEquals(Answer.LOOKED_FOR, sbom.coverage().of(Family.NODE));
      assertEquals(Answer.LOOKED_FOR, sbom.coverage().of(Family.GEM));
    }
  }
}
