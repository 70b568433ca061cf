package dev.sbomagent.golden;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code components}, as a document writes it; filled field by field, in any order,
 * and used again for the next. What a comparison does not need is not kept.
 */
final class Entry {
  private static final String LOCATION = "syft:location:";
  private static final String PATH = ":path";
  private static final int MAX_NUMBER = 100_000;

  @Nullable String type;
  @Nullable String name;
  @Nullable String version;
  @Nullable String group;
  @Nullable String purl;

  /** SHA-256 of the content. */
  final byte[] sha256 = new byte[FileTable.DIGEST];

  boolean hashed;

  /** {@code syft:package:foundBy}, {@code :type} and {@code :metadataType}. */
  @Nullable String foundBy;

  @Nullable String packageType;
  @Nullable String metadataType;
  @Nullable String kernelRelease;
  @Nullable String arch;

  /** {@code syft:location:<i>:path}, in the order of i. */
  private final TreeMap<Integer, String> numbered = new TreeMap<>();

  /** {@code evidence.occurrences[].location}. */
  final List<String> occurrences = new ArrayList<>();

  void clear() {
    type = null;
    name = null;
    version = null;
    group = null;
    purl = null;
    hashed = false;
    foundBy = null;
    packageType = null;
    metadataType = null;
    kernelRelease = null;
    arch = null;
    numbered.clear();
    occurrences.clear();
  }

  /** Takes the SHA-256, {@code length} bytes of {@code digest}. */
  void sha256(byte[] digest, int length) throws SbomException {
    if (length != FileTable.DIGEST) {
      throw new SbomException("SHA-256 is not 64 hexadecimal digits");
    }
    if (hashed && !Arrays.equals(sha256, 0, length, digest, 0, length)) {
      throw new SbomException("two SHA-256 of one entry");
    }
    System.arraycopy(digest, 0, sha256, 0, length);
    hashed = true;
  }

  /** Whether the value of this property is of use. */
  static boolean wants(String property) {
    return switch (property) {
      case "syft:package:foundBy",
          "syft:package:type",
          "syft:package:metadataType",
          "syft:metadata:kernelVersion",
          BaselineWriter.ARCH ->
          true;
      default -> isLocation(property);
    };
  }

  /** Takes one property, if it is of use; a second value for what can have only one is refused. */
  void property(String property, String value) throws SbomException {
    switch (property) {
      case "syft:package:foundBy" -> foundBy = only(property, foundBy, value);
      case "syft:package:type" -> packageType = only(property, packageType, value);
      case "syft:package:metadataType" -> metadataType = only(property, metadataType, value);
      case "syft:metadata:kernelVersion" -> kernelRelease = only(property, kernelRelease, value);
      case BaselineWriter.ARCH -> arch = only(property, arch, value);
      default -> {
        if (isLocation(property)) {
          location(property, value);
        }
      }
    }
  }

  private static boolean isLocation(String property) {
    return property.startsWith(LOCATION) && property.endsWith(PATH);
  }

  private void location(String property, String value) throws SbomException {
    int number = 0;
    int to = property.length() - PATH.length();
    for (int i = LOCATION.length(); i < to; i++) {
      int digit = property.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > MAX_NUMBER) {
        throw new SbomException("location without a number: " + Paths.quoted(property));
      }
      number = number * 10 + digit;
    }
    if (number > MAX_NUMBER || to <= LOCATION.length()) {
      throw new SbomException("location without a number: " + Paths.quoted(property));
    }
    numbered.put(number, only(property, numbered.get(number), value));
  }

  private static String only(String property, @Nullable String known, String value)
      throws SbomException {
    if (known != null && !known.equals(value)) {
      throw new SbomException("two values for " + Paths.quoted(property));
    }
    return value;
  }

  /** Whether the document says by which syft cataloger, or at least as what, this was found. */
  boolean isBySyft() {
    return foundBy != null || packageType != null || metadataType != null;
  }

  /** Absolute paths, each once, the primary one first. */
  List<String> locations() throws SbomException {
    List<String> out = new ArrayList<>(numbered.size() + occurrences.size());
    for (String path : numbered.values()) {
      add(out, path);
    }
    for (String path : occurrences) {
      add(out, path);
    }
    return out;
  }

  private static void add(List<String> out, String path) throws SbomException {
    String absolute = Paths.absolute(path);
    // syft 0.57 names one location several times; the lists are short but in hostile documents
    if (out.size() > 64 || !out.contains(absolute)) {
      out.add(absolute);
    }
  }
}
