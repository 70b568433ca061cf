package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.DatabaseCataloger;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.Mounts;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonValue.Arr;
import dev.sbomagent.json.JsonValue.Obj;
import dev.sbomagent.json.JsonValue.Str;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Lines of {@code name version purl location}, out of a document by syft and out of our own. */
final class SyftAnswers {
  private SyftAnswers() {}

  /** Unpacks an archive of a root, but for what only a superuser may make. */
  static Path unpacked(Path archive, Path folder) throws Exception {
    Process tar =
        new ProcessBuilder(
                "tar", "-C", folder.toString(), "-xf", archive.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .start();
    tar.getInputStream().readAllBytes();
    assertEquals(0, tar.waitFor(), archive.toString());
    return folder;
  }

  private static List<String> catalogers(Family family) {
    return switch (family) {
      case APK -> List.of("apk-db-cataloger");
      case ALPM -> List.of("alpm-db-cataloger");
      case OPKG -> List.of("dpkg-db-cataloger");
      case PORTAGE -> List.of("portage-cataloger");
      case PYTHON -> List.of("python-installed-package-cataloger");
      case GEM -> List.of("ruby-gemspec-cataloger");
      case NODE -> List.of("javascript-package-cataloger");
      case PHP -> List.of("php-composer-installed-cataloger");
      case DOTNET -> List.of("dotnet-deps-binary-cataloger");
      case CONDA -> List.of("conda-meta-cataloger");
      case R -> List.of("r-package-cataloger");
      case ERLANG -> List.of("erlang-otp-application-cataloger");
      default -> throw new IllegalArgumentException(family.toString());
    };
  }

  /** What syft says, sorted. */
  static List<String> of(Path document, Family family) throws Exception {
    byte[] bytes = Files.readAllBytes(document);
    Obj bom = (Obj) JsonValue.parse(bytes, JsonLimits.ofBytes(bytes.length));
    TreeSet<String> lines = new TreeSet<>();
    for (JsonValue item : ((Arr) bom.field("components").orElse(new Arr(List.of()))).items()) {
      Obj component = (Obj) item;
      String foundBy = property(component, "syft:package:foundBy");
      boolean executable =
          property(component, "syft:package:metadataType")
              .equals("dotnet-portable-executable-entry");
      if (catalogers(family).contains(foundBy) && !executable) {
        String location = location(component, family);
        if (location.isEmpty()) {
          continue;
        }
        String name = text(component, "name");
        lines.add(
            canonical(family, name)
                + " "
                + text(component, "version")
                + " "
                + text(component, "purl")
                + " "
                + (location.startsWith("/") ? "" : "/")
                + location);
      }
    }
    return new ArrayList<>(lines);
  }

  /** The first; of .NET the one by which we find it, without which it is known by presence. */
  private static String location(Obj component, Family family) {
    for (int i = 0; ; i++) {
      String location = property(component, "syft:location:" + i + ":path");
      if (family != Family.DOTNET
          || location.isEmpty()
          || location.endsWith(".deps.json")
          || location.endsWith("libman.json")) {
        return location;
      }
    }
  }

  private static String canonical(Family family, String name) {
    return switch (family) {
      case GEM, CONDA, R, ERLANG, PORTAGE -> name;
      default -> name.toLowerCase(Locale.ROOT);
    };
  }

  /** What our cataloger of that family says, sorted. */
  static List<String> ours(Path root, Family family) {
    Host host = Host.at(root);
    TreeSet<String> lines = new TreeSet<>();
    for (Cataloger cataloger : Catalogers.all()) {
      if (cataloger.family() == family) {
        Inventory inventory =
            Inventory.take(
                host,
                List.of(cataloger),
                Exclusions.of(host, Mounts.none(), Exclusions.Configured.NOTHING));
        if (inventory.catalogings().get(family) instanceof Cataloging.Complete complete) {
          for (Component component : complete.components()) {
            for (String location : component.locations()) {
              lines.add(
                  component.slot().name()
                      + " "
                      + component.statedVersion().orElse("UNKNOWN")
                      + " "
                      + (component.purl() == null ? "" : component.purl())
                      + " "
                      + location);
            }
          }
        } else {
          lines.add(String.valueOf(inventory.catalogings().get(family)));
        }
      }
    }
    return new ArrayList<>(lines);
  }

  /** The files that syft lists beside the packages, sorted. */
  static List<String> files(Path document) throws Exception {
    byte[] bytes = Files.readAllBytes(document);
    Obj bom = (Obj) JsonValue.parse(bytes, JsonLimits.ofBytes(bytes.length));
    TreeSet<String> files = new TreeSet<>();
    for (JsonValue item : ((Arr) bom.field("components").orElse(new Arr(List.of()))).items()) {
      if (text((Obj) item, "type").equals("file")) {
        files.add(text((Obj) item, "name"));
      }
    }
    return new ArrayList<>(files);
  }

  /** The regular ones of the files that our cataloger says a golden lists, sorted. */
  static List<String> ourFiles(Path root, Family family) throws Exception {
    Host host = Host.at(root);
    TreeSet<String> files = new TreeSet<>();
    for (Cataloger cataloger : Catalogers.all()) {
      if (cataloger.family() == family
          && cataloger instanceof DatabaseCataloger database
          && database.catalog(host) instanceof Cataloging.Complete complete) {
        for (String path : complete.files().listed()) {
          if (host.resolveNoFollow(path) instanceof Resolution.Found found
              && found.kind() == FileKind.REGULAR) {
            files.add(found.path());
          }
        }
      }
    }
    return new ArrayList<>(files);
  }

  private static String text(Obj component, String field) {
    return component.field(field).orElse(null) instanceof Str text ? text.value() : "";
  }

  private static String property(Obj component, String name) {
    if (component.field("properties").orElse(null) instanceof Arr properties) {
      for (JsonValue property : properties.items()) {
        if (text((Obj) property, "name").equals(name)) {
          return text((Obj) property, "value");
        }
      }
    }
    return "";
  }
}
