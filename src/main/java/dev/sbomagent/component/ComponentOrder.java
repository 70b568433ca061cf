package dev.sbomagent.component;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Components by slot and version, one without a version first. A class, since lambdas cost a cold
 * start dearly. Not the order of equality: purl, locations and presence have no part in it.
 */
public final class ComponentOrder implements Comparator<Component> {
  public static final ComponentOrder BY_SLOT_AND_VERSION = new ComponentOrder();

  private ComponentOrder() {}

  @Override
  public int compare(Component one, Component other) {
    int order = one.slot().compareTo(other.slot());
    return order != 0 ? order : text(one.version()).compareTo(text(other.version()));
  }

  private static String text(@Nullable String version) {
    return version == null ? "" : version;
  }
}
