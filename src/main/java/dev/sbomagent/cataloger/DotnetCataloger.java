package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * .NET packages of an application, by its {@code deps.json} (syft, dotnet-deps-binary-cataloger).
 * What syft lists by libraries alone, or by a {@code deps.json} inside a program, is not read.
 */
public final class DotnetCataloger implements FileCataloger {
  private static final String SUFFIX = ".deps.json";
  private static final int MAX_LIBMAN = 16 << 20;

  @Override
  public Family family() {
    return Family.DOTNET;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.endsWith(SUFFIX);
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    DepsJson deps = new DepsJson();
    if (!JsonFile.read(file, false, deps)) {
      return List.of();
    }
    String location = file.location();
    int slash = location.lastIndexOf('/');
    String name = location.substring(slash + 1);
    // syft takes a backslash for a separator, too
    String own = name.substring(name.lastIndexOf('\\') + 1);
    String application =
        own.endsWith(SUFFIX) ? own.substring(0, own.length() - SUFFIX.length()) : "";
    List<Component> components = new ArrayList<>();
    for (String key : deps.listed(application)) {
      components.addAll(one("nuget", DepsJson.name(key), DepsJson.version(key), List.of(location)));
    }
    String libman = location.substring(0, slash) + "/libman.json";
    for (String library : libraries(file, libman)) {
      int at = library.indexOf('@');
      components.addAll(
          one(
              "npm",
              library.substring(0, at),
              library.substring(at + 1),
              List.of(location, libman)));
    }
    return components;
  }

  private static List<Component> one(
      String type, String name, String version, List<String> locations) {
    String purl = PurlText.of(type, "", name, version).toString();
    return Found.isNamed(name)
        ? List.of(Found.of(Family.DOTNET, name.toLowerCase(Locale.ROOT), version, purl, locations))
        : List.of();
  }

  private static List<String> libraries(FoundFile file, String libman) {
    if (!file.host().has(libman, FileKind.REGULAR)) {
      return List.of();
    }
    try {
      Libman read = new Libman();
      read.read(
          JsonReader.of(file.host().read(libman, MAX_LIBMAN), JsonLimits.ofBytes(MAX_LIBMAN))
              .allowingRepeatedNames());
      return read.listed();
    } catch (HostException | JsonException e) {
      // syft then lists the application without them
      return List.of();
    }
  }
}
