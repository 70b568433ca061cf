package dev.sbomagent.json;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One open object or array: where the reader stands in it, and which names it has seen there. */
final class JsonLevel {
  /** Few names are compared one by one; a large object gets a set, so that no document is slow. */
  private static final int FEW = 16;

  private final String[] names = new String[FEW];
  private int count;
  private @Nullable Set<String> many;

  /** Whether this is an object. */
  boolean object;

  /** Number of the member that is being read, negative before the first. */
  int index;

  /** Name of the member that is being read. */
  String name = "";

  void open(boolean isObject) {
    object = isObject;
    index = -1;
    name = "";
    count = 0;
    many = null;
  }

  /** Enters the member of this name; false when the object has it already. */
  boolean enter(String next) {
    index++;
    name = next;
    if (many != null) {
      return many.add(next);
    }
    int hash = next.hashCode();
    for (int i = 0; i < count; i++) {
      if (names[i].hashCode() == hash && names[i].equals(next)) {
        return false;
      }
    }
    if (count == FEW) {
      many = new HashSet<>();
      for (String seen : names) {
        many.add(seen);
      }
      return many.add(next);
    }
    names[count++] = next;
    return true;
  }

  /** Appends this level's reference token (RFC 6901). */
  void appendTo(StringBuilder pointer) {
    if (index < 0) {
      return;
    }
    pointer.append('/');
    if (!object) {
      pointer.append(index);
      return;
    }
    for (int i = 0; i < name.length() && i < 64; i++) {
      char c = name.charAt(i);
      pointer.append(c == '~' ? "~0" : c == '/' ? "~1" : c < ' ' ? "?" : String.valueOf(c));
    }
  }
}
