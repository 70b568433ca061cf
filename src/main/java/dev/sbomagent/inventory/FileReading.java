package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the catalogers made of one file. Filled by one walk, then only read. */
final class FileReading {
  final String location;
  private final List<Family> families = new ArrayList<>(1);
  private final List<List<Component>> components = new ArrayList<>(1);
  @Nullable String malformed;
  boolean unsupported;

  /** Families whose cataloger could not read it; such a reading is not worth remembering. */
  final List<Family> unread = new ArrayList<>(0);

  String unreadReason = "";

  FileReading(String location) {
    this.location = location;
  }

  void add(Family family, List<Component> found) {
    if (!found.isEmpty()) {
      families.add(family);
      components.add(List.copyOf(found));
    }
  }

  void unread(Family family, String reason) {
    unread.add(family);
    unreadReason = reason;
  }

  int size() {
    return families.size();
  }

  Family family(int i) {
    return families.get(i);
  }

  List<Component> components(int i) {
    return components.get(i);
  }
}
