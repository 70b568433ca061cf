package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads apk's {@code installed} (apk-tools, apk_db_fdb_read): lines of a letter, a colon and a
 * value; an empty line ends a package. {@code F} is a folder, {@code R} a file in it, {@code Z}
 * that file's digest. Values that are empty count as not stated, as for syft.
 *
 * <p>Bounds: 10 MiB a line, 512 MiB and 200,000 packages in all.
 */
final class ApkInstalled {
  private static final int MAX_LINE = 10 << 20;
  private static final long MAX_FILE = 512L << 20;
  private static final int MAX_PACKAGES = 200_000;

  private final boolean keepFiles;
  private String name = "";
  private String version = "";
  private String arch = "";
  private String origin = "";
  private boolean started;
  private String folder = "";
  private String file = "";
  private Map<String, String> files = new TreeMap<>();

  private ApkInstalled(boolean keepFiles) {
    this.keepFiles = keepFiles;
  }

  /**
   * The packages of {@code in}, in its order.
   *
   * @param keepFiles whether the entries are to hold their files
   * @throws MalformedException saying the line
   */
  static List<ApkEntry> parse(InputStream in, boolean keepFiles)
      throws IOException, MalformedException {
    Lines lines = new Lines(in, MAX_LINE, MAX_FILE);
    ApkInstalled reader = new ApkInstalled(keepFiles);
    List<ApkEntry> entries = new ArrayList<>();
    int number = 0;
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!line.isEmpty()) {
          reader.line(line);
        } else if (reader.started) {
          reader.finish(entries);
        }
      }
      if (lines.tooLong()) {
        throw new MalformedException("longer than " + MAX_LINE + " bytes");
      }
      if (lines.cut()) {
        throw new MalformedException("file ends inside a line");
      }
      if (reader.started) {
        reader.finish(entries);
      }
    } catch (MalformedException e) {
      throw new MalformedException("line " + number + ": " + e.getMessage());
    }
    return entries;
  }

  private void line(String line) throws MalformedException {
    if (line.length() < 2 || line.charAt(1) != ':' || !isLetter(line.charAt(0))) {
      throw new MalformedException("no field: '" + DpkgStanza.printable(line) + "'");
    }
    started = true;
    if (line.length() == 2) {
      if (line.charAt(0) == 'F') {
        folder = "";
      }
      return;
    }
    switch (line.charAt(0)) {
      case 'P' -> name = line.substring(2);
      case 'V' -> version = line.substring(2);
      case 'A' -> arch = line.substring(2);
      case 'o' -> origin = line.substring(2);
      case 'F' -> folder = "/" + line.substring(2);
      case 'R' -> {
        if (keepFiles) {
          file = folder + "/" + line.substring(2);
          files.put(file, "");
        }
      }
      case 'Z' -> {
        if (keepFiles && !file.isEmpty()) {
          files.put(file, digest(line));
        }
      }
      default -> {}
    }
  }

  private void finish(List<ApkEntry> entries) throws MalformedException {
    if (name.isEmpty() || version.isEmpty()) {
      throw new MalformedException("package '" + DpkgStanza.printable(name) + "' lacks a field");
    }
    if (entries.size() == MAX_PACKAGES) {
      throw new MalformedException("more than " + MAX_PACKAGES + " packages");
    }
    entries.add(new ApkEntry(name, version, arch, origin, keepFiles ? files : Map.of()));
    name = "";
    version = "";
    arch = "";
    origin = "";
    folder = "";
    file = "";
    started = false;
    files = new TreeMap<>();
  }

  /** apk-tools blob.c: {@code Q1} is SHA-1, {@code Q2} SHA-256, both in base 64. */
  private static String digest(String line) {
    String kind = line.startsWith("Z:Q1") ? "sha1:" : line.startsWith("Z:Q2") ? "sha256:" : null;
    byte @Nullable [] bytes = kind == null ? null : decoded(line.substring(4));
    if (kind == null || bytes == null || bytes.length != (kind.length() == 5 ? 20 : 32)) {
      return "";
    }
    return kind + HexFormat.of().formatHex(bytes);
  }

  private static byte @Nullable [] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      // no digest: the file then is compared as one that no package vouches for
      return null;
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
