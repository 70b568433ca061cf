package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogers made of one file. Thousands are remembered, most of files that are nothing.
 *
 * @param parts what is in it, by cataloger
 * @param malformed why a cataloger could not understand it
 * @param unsupported whether it has a form that is not read
 * @param unread families whose cataloger could not read it; such a reading is not worth remembering
 */
record FileReading(
    List<Part> parts, @Nullable String malformed, boolean unsupported, List<Unread> unread) {
  private static final FileReading NOTHING = new FileReading(List.of(), null, false, List.of());

  /** What one family has of it. */
  record Part(Family family, List<Component> components) {}

  /** A family that may have something of it, and why that is not known. */
  record Unread(Family family, String reason) {}

  /** Gathers what the catalogers say. */
  static final class Draft {
    private final List<Part> parts = new ArrayList<>(1);
    private final List<Unread> unread = new ArrayList<>(0);
    @Nullable String malformed;
    boolean unsupported;

    void add(Family family, List<Component> found) {
      if (!found.isEmpty()) {
        parts.add(new Part(family, List.copyOf(found)));
      }
    }

    void unread(Family family, String reason) {
      unread.add(new Unread(family, reason));
    }

    FileReading done() {
      return parts.isEmpty() && unread.isEmpty() && malformed == null && !unsupported
          ? NOTHING
          : new FileReading(List.copyOf(parts), malformed, unsupported, List.copyOf(unread));
    }
  }
}
