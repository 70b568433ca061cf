package dev.sbomagent.interop;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a CycloneDX JSON document of syft says, read independently of the product.
 *
 * @param versions versions by slot
 * @param files SHA-256 by path
 */
record Sbom(Map<Slot, Set<String>> versions, Map<String, String> files) {

  /** Purl type, name with namespace where it is part of the name, architecture. */
  record Slot(String ecosystem, String group, String name, String arch)
      implements Comparable<Slot> {
    @Override
    public int compareTo(Slot other) {
      return toString().compareTo(other.toString());
    }
  }

  static Sbom read(Path file) {
    Map<Slot, Set<String>> versions = new TreeMap<>();
    Map<String, String> files = new TreeMap<>();
    for (Json component : Json.read(file).list("components")) {
      if (component.text("type").equals("file")) {
        for (Json hash : component.list("hashes")) {
          if (hash.text("alg").equals("SHA-256")) {
            files.put(component.text("name"), hash.text("content"));
          }
        }
      } else if (!component.text("purl").isEmpty() && !archived(component)) {
        versions
            .computeIfAbsent(slot(component), slot -> new TreeSet<>())
            .add(component.text("version"));
      }
    }
    return new Sbom(versions, files);
  }

  // a .deb lying in a cache is not installed
  private static boolean archived(Json component) {
    return component.list("properties").stream()
        .anyMatch(property -> property.text("value").equals("deb-archive-cataloger"));
  }

  private static Slot slot(Json component) {
    String purl = component.text("purl");
    String type = purl.substring("pkg:".length(), purl.indexOf('/'));
    return new Slot(
        type,
        component.text("group"),
        type.equals("pypi") ? pep503(component.text("name")) : component.text("name"),
        qualifier(purl, "arch"));
  }

  private static String pep503(String name) {
    return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]+", "-");
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
