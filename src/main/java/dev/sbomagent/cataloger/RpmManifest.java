package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code container-manifest-2} of distroless Mariner and Azure Linux, which have no database: a
 * line per package, made by {@code rpm -qa --queryformat} with tabs between name, version-release,
 * install time, build time, vendor, epoch, size, architecture, epoch number and source package.
 */
final class RpmManifest {
  private static final int FIELDS = 10;
  private static final int MAX_BYTES = 16 << 20;

  private RpmManifest() {}

  static List<RpmEntry> read(RpmBytes file) throws IOException, MalformedException {
    if (file.size() > MAX_BYTES) {
      throw new MalformedException("larger than " + MAX_BYTES + " bytes");
    }
    RpmBlob blob = new RpmBlob();
    blob.append(file, 0, (int) file.size());
    return parse(blob.bytes(), blob.length());
  }

  /** Understands whole lines only: a last one without an end was cut short. */
  static List<RpmEntry> parse(byte[] bytes, int length) throws MalformedException {
    List<RpmEntry> entries = new ArrayList<>();
    int start = 0;
    int number = 1;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        if (i > start) {
          entries.add(line(new String(bytes, start, i - start, StandardCharsets.UTF_8), number));
        }
        start = i + 1;
        number++;
      } else if ((bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') || bytes[i] == 0x7f) {
        throw new MalformedException("line " + number + ": control character");
      }
    }
    if (start < length) {
      throw new MalformedException("line " + number + ": cut short");
    }
    return entries;
  }

  private static RpmEntry line(String line, int number) throws MalformedException {
    String[] fields = new String[FIELDS];
    int from = 0;
    for (int i = 0; i < FIELDS; i++) {
      int tab = line.indexOf('\t', from);
      if (from > line.length() || (tab < 0 && i < FIELDS - 1)) {
        throw new MalformedException("line " + number + ": fewer than " + FIELDS + " fields");
      }
      fields[i] = line.substring(from, tab < 0 ? line.length() : tab);
      from = tab + 1;
    }
    int dash = fields[1].indexOf('-');
    if (fields[0].isBlank() || dash <= 0 || dash != fields[1].lastIndexOf('-')) {
      throw new MalformedException("line " + number + ": no name, or no version-release");
    }
    return new RpmEntry(
        fields[0],
        epoch(fields[5], fields[8]),
        fields[1].substring(0, dash),
        fields[1].substring(dash + 1),
        fields[7],
        fields[9]);
  }

  /** The number counts only where an epoch is stated, for it is 0 where none is. */
  private static @Nullable Long epoch(String stated, String number) {
    if (stated.equals("(none)") || number.isEmpty() || number.length() > 10) {
      return null;
    }
    long value = 0;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      value = 10 * value + c - '0';
    }
    return value;
  }
}
