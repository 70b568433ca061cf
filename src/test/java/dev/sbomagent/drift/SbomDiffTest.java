package dev.sbomagent.drift;

import static dev.sbomagent.drift.Trial.said;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.golden.Sbom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SbomDiffTest {
  private static final String GO = "go-module-binary-cataloger";

  private static String entry(String cataloger, String fields, String location) {
    return ("{'type':'library',%s,'properties':["
            + "{'name':'syft:package:foundBy','value':'%s'},"
            + "{'name':'syft:location:0:path','value':'%s'}]}")
        .formatted(fields, cataloger, location);
  }

  private static String go(String name, String version) {
    return entry(
        GO,
        "'name':'%1$s','version':'%2$s','purl':'pkg:golang/%1$s@%2$s'".formatted(name, version),
        "/usr/bin/m");
  }

  private static String module(String name) {
    return entry(
        "linux-kernel-cataloger",
        "'name':'%s'".formatted(name),
        "/lib/modules/6.1.0/" + name + ".ko");
  }

  private static String file(String path) {
    return "{'type':'file','name':'%s'}".formatted(path);
  }

  private static Sbom sbom(String tool, String version, String... entries) {
    return Trial.golden(tool, version, String.join(",", entries));
  }

  private static List<String> diff(Sbom a, Sbom b) {
    return said(SbomDiff.of(a, b).deviations());
  }

  @Test
  void a_module_that_only_we_list_and_the_other_side_saw_is_no_difference() {
    Sbom syft = sbom("syft", "1.54.1", module("a"), file("/lib/modules/6.1.0/odd.ko"));
    Sbom ours = sbom("sbom-agent", "1.0.0", module("a"), module("odd"));
    assertEquals(List.of(), diff(syft, ours));
    assertEquals(List.of(), diff(ours, syft));
  }

  @Test
  void a_module_that_the_other_side_did_not_see_is_a_difference() {
    Sbom syft = sbom("syft", "1.54.1", module("a"));
    Sbom ours = sbom("sbom-agent", "1.0.0", module("a"), module("b"));
    assertEquals(List.of("changed 6.1.0 [] [/lib/modules/6.1.0/b.ko]"), diff(syft, ours));
    Sbom later = sbom("syft", "1.54.1", module("a"), module("b"), file("/lib/modules/6.1.0/c.ko"));
    assertEquals(List.of("changed 6.1.0 [] [/lib/modules/6.1.0/b.ko]"), diff(syft, later));
  }

  @Test
  void the_standard_library_of_go_is_unverified_where_one_side_cannot_list_it() {
    Sbom old = sbom("syft", "0.92.0", go("example.org/m", "v1.0.0"));
    Sbom today = sbom("syft", "1.54.1", go("example.org/m", "v1.1.0"), go("stdlib", "1.22.0"));
    assertEquals(List.of("upgraded example.org/m [v1.0.0] [v1.1.0]"), diff(old, today));
    assertEquals(
        "ambiguous-generation",
        SbomDiff.of(old, today).unverified().byReason().firstKey().why().code());
  }

  @Test
  void a_family_that_one_side_did_not_look_for_is_unverified() {
    Sbom syft = sbom("syft", "1.54.1", go("example.org/m", "v1.0.0"));
    Sbom ours = sbom("sbom-agent", "1.0.0");
    SbomDiff.Result result = SbomDiff.of(syft, ours);
    assertEquals(List.of(), said(result.deviations()));
    assertEquals("no-evidence", result.unverified().byReason().firstKey().why().code());
    assertEquals(1, result.unverified().total());
  }
}
