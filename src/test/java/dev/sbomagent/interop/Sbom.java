package dev.sbomagent.interop;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a CycloneDX JSON document of syft says, read independently of the product.
 *
 * @param versions versions by slot, of what is installed
 * @param kernels images and modules by release
 * @param files SHA-256 by path
 */
record Sbom(
    Map<Slot, Set<String>> versions, Map<String, Set<String>> kernels, Map<String, String> files) {

  /** Purl type, name, architecture. Of a Maven group every tool has its own guess. */
  record Slot(String ecosystem, String name, String arch) implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      return toString().compareTo(other.toString());
    }
  }

  /** Container storage, a bind mount's repeat, another root's package database. */
  private static final Pattern OUTSIDE =
      Pattern.compile("^/(var/lib|data)/docker/|^/mnt/second/|^/srv/[^/]+/var/lib/dpkg/");

  /** What lists wishes, archives and signatures of files, not what is installed. */
  private static final Set<String> INSTALLED =
      Set.of(
          "dpkg-db-cataloger",
          "python-installed-package-cataloger",
          "ruby-gemspec-cataloger",
          "java-archive-cataloger",
          "go-module-binary-cataloger",
          "cargo-auditable-binary-cataloger",
          "r-package-cataloger",
          "erlang-otp-application-cataloger");

  static Sbom read(Path file) {
    Map<Slot, Set<String>> versions = new TreeMap<>();
    Map<String, Set<String>> kernels = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    for (Json component : Json.read(file).list("components")) {
      String foundBy = property(component, "syft:package:foundBy");
      if (component.text("type").equals("file")) {
        for (Json hash : component.list("hashes")) {
          if (hash.text("alg").equals("SHA-256")) {
            files.put(component.text("name"), hash.text("content"));
          }
        }
      } else if (foundBy.equals("linux-kernel-cataloger")) {
        String path = absolute(property(component, "syft:location:0:path"));
        kernels.computeIfAbsent(release(component, path), key -> new TreeSet<>()).add(path);
      } else if (INSTALLED.contains(foundBy)
          && !OUTSIDE.matcher(absolute(property(component, "syft:location:0:path"))).find()) {
        Set<String> all = versions.computeIfAbsent(slot(component), slot -> new TreeSet<>());
        String version = version(component);
        if (!version.isEmpty()) {
          all.add(version);
        }
      }
    }
    return new Sbom(versions, kernels, files);
  }

  private static String property(Json component, String name) {
    return component.list("properties").stream()
        .filter(property -> property.text("name").equals(name))
        .map(property -> property.text("value"))
        .findFirst()
        .orElse("");
  }

  private static String absolute(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  /** The folder below lib/modules, of an image its version. */
  private static String release(Json component, String path) {
    int modules = path.indexOf("/lib/modules/");
    return modules < 0
        ? component.text("version")
        : path.substring(modules + 13, path.indexOf('/', modules + 13));
  }

  private static Slot slot(Json component) {
    String purl = component.text("purl");
    String type = purl.substring("pkg:".length(), purl.indexOf('/'));
    String name = component.text("name");
    return switch (type) {
      case "pypi" -> new Slot(type, name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"), "");
      case "golang" -> new Slot(type, name.toLowerCase(Locale.ROOT), "");
      default -> new Slot(type, name, qualifier(purl, "arch"));
    };
  }

  private static String version(Json component) {
    String version = component.text("version");
    boolean stdlib = component.text("name").equals("stdlib") && version.startsWith("go");
    return version.equals("UNKNOWN") ? "" : stdlib ? version.substring(2) : version;
  }

  private static String qualifier(String purl, String key) {
    for (String pair : purl.substring(purl.indexOf('?') + 1).split("&", -1)) {
      if (pair.startsWith(key + "=")) {
        return URLDecoder.decode(pair.substring(key.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }
}
