package dev.sbomagent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.inventory.Cataloger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The map of the house; change it here and in README.md together. */
@AnalyzeClasses(packages = "dev.sbomagent", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** Package to the packages it may import; any may import json, nobody may import cli. */
  private static final Map<String, String[]> ARROWS = new LinkedHashMap<>();

  /** Third-party root to the packages that may import it. */
  private static final Map<String, String[]> DOORS = new LinkedHashMap<>();

  static {
    ARROWS.put("component", new String[] {});
    ARROWS.put("trust", new String[] {});
    ARROWS.put("golden", new String[] {"trust", "component"});
    ARROWS.put("inventory", new String[] {"component"});
    ARROWS.put("cataloger", new String[] {"inventory", "component"});
    ARROWS.put("drift", new String[] {"golden", "inventory", "component"});
    ARROWS.put("report", new String[] {"drift", "golden", "inventory", "component", "trust"});
    ARROWS.put("os", new String[] {});
    ARROWS.put("sink", new String[] {"report", "os"});
    ARROWS.put("outbox", new String[] {"report"});
    ARROWS.put(
        "daemon",
        new String[] {
          "report", "outbox", "drift", "inventory", "golden", "trust", "component", "os"
        });

    DOORS.put("com.fasterxml.jackson..", new String[] {"..json.."});
    DOORS.put("org.yaml..", new String[] {"..json.."});
    DOORS.put("org.bouncycastle..", new String[] {"..trust.."});
    DOORS.put("javax.xml..", new String[] {"..golden.."});
    DOORS.put("java.util.zip..", new String[] {"..golden..", "..cataloger.."});
    DOORS.put("java.net..", new String[] {"..sink..", "..cli.."});
    DOORS.put("javax.net..", new String[] {"..sink.."});
    DOORS.put("com.sun.jna..", new String[] {"..os.."});
    DOORS.put("software.amazon.awssdk..", new String[] {"..sink.."});
    DOORS.put("picocli..", new String[] {"..cli.."});
  }

  @ArchTest
  static final ArchRule no_cycles =
      slices().matching("dev.sbomagent.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void arrows(JavaClasses code) {
    LayeredArchitecture house =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String name : ARROWS.keySet()) {
      house = house.layer(name).definedBy("dev.sbomagent." + name + "..");
    }
    house = house.layer("cli").definedBy("dev.sbomagent.cli..");
    for (Map.Entry<String, String[]> arrow : ARROWS.entrySet()) {
      house =
          arrow.getValue().length == 0
              ? house.whereLayer(arrow.getKey()).mayNotAccessAnyLayer()
              : house.whereLayer(arrow.getKey()).mayOnlyAccessLayers(arrow.getValue());
    }
    house.whereLayer("cli").mayNotBeAccessedByAnyLayer().check(code);
  }

  @ArchTest
  static void doors(JavaClasses code) {
    DOORS.forEach(
        (library, rooms) ->
            noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(code));
  }

  @ArchTest
  static final ArchRule names_say_what_a_thing_is =
      classes()
          .should()
          .haveNameNotMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Processor|Data|Info)$");

  @ArchTest
  static void every_cataloger_is_listed(JavaClasses code) {
    Set<String> written = new TreeSet<>();
    for (JavaClass type : code) {
      if (type.isAssignableTo(Cataloger.class)
          && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
        written.add(type.getFullName());
      }
    }
    Set<String> listed = new TreeSet<>();
    Catalogers.all().forEach(cataloger -> listed.add(cataloger.getClass().getName()));
    assertEquals(written, listed);
  }
}
