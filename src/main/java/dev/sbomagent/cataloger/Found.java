package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes components of what files say, by the rules that syft applies to all of them alike. */
final class Found {
  private Found() {}

  /**
   * A component at one place; none if it has no name, which syft drops (compliance rule
   * "missing-name").
   *
   * @param name canonical, which names the slot
   */
  static List<Component> one(
      Family family, String name, String version, @Nullable String purl, String location) {
    return isNamed(name) ? List.of(of(family, name, version, purl, List.of(location))) : List.of();
  }

  /** A component, whose name the caller has looked at. */
  static Component of(
      Family family, String name, String version, @Nullable String purl, List<String> locations) {
    return new Component(
        new Slot(family.ecosystem(), "", name, ""),
        KnownVersion.of(version),
        purl,
        locations,
        Presence.INSTALLED);
  }

  static boolean isNamed(String name) {
    return !Blank.trim(name).isEmpty();
  }
}
