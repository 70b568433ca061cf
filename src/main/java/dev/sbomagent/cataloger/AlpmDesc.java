package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A package's {@code desc} in pacman's local database: blocks of a name between percent signs and
 * lines of values, an empty line between blocks; read as syft reads it (arch/parse_alpm_db.go).
 *
 * @param base the package it was built with, empty when not stated
 */
record AlpmDesc(String name, String version, String base, String arch) {
  private static final int MAX_BLOCK = 1 << 20;

  static AlpmDesc parse(byte[] bytes) throws MalformedException {
    String[] values = {"", "", "", ""};
    String text = new String(bytes, StandardCharsets.UTF_8);
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf("\n\n", at);
      String block = text.substring(at, end < 0 ? text.length() : end);
      int line = block.indexOf('\n');
      if (block.length() > MAX_BLOCK) {
        throw new MalformedException("block is longer than " + MAX_BLOCK + " characters");
      }
      if (line < 0) {
        break;
      }
      put(
          values,
          block.substring(0, line).replace("%", "").toLowerCase(Locale.ROOT),
          Blank.trim(block.substring(line + 1)));
      at = end < 0 ? text.length() : end + 2;
    }
    if (values[0].isEmpty() || values[1].isEmpty()) {
      throw new MalformedException("no name or no version");
    }
    return new AlpmDesc(values[0], values[1], values[2], values[3]);
  }

  private static void put(String[] values, String key, String value) throws MalformedException {
    switch (key) {
      case "name" -> values[0] = value;
      case "version" -> values[1] = value;
      case "base" -> values[2] = value;
      case "arch" -> values[3] = value;
      case "size", "reason" -> {
        try {
          Long.parseLong(value);
        } catch (NumberFormatException e) {
          throw new MalformedException(
              "%" + key + "% is no number: '" + DpkgStanza.printable(value) + "'");
        }
      }
      default -> {}
    }
  }
}
