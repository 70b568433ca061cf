package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/** One finding as the contract has it, without severity and locations. */
public record Finding(
    String kind,
    String ecosystem,
    String group,
    String name,
    String arch,
    Set<String> expected,
    Set<String> observed,
    int fileCount)
    implements Comparable<Finding> {

  public static Finding of(Json finding) {
    String count = finding.text("fileCount");
    return new Finding(
        finding.text("kind"),
        finding.text("ecosystem"),
        finding.text("group"),
        finding.text("name"),
        finding.text("arch"),
        new TreeSet<>(finding.strings("expected")),
        new TreeSet<>(finding.strings("observed")),
        count.isEmpty() ? 0 : Integer.parseInt(count));
  }

  static Finding file(String kind, String path, Set<String> expected, Set<String> observed) {
    return new Finding(kind, "file", "", path, "", expected, observed, 0);
  }

  /** Of a Maven group every tool has its own guess: no comparison rests on it. */
  Finding withoutGroup() {
    return new Finding(kind, ecosystem, "", name, arch, expected, observed, fileCount);
  }

  public Finding withFiles(int count) {
    return new Finding(kind, ecosystem, group, name, arch, expected, observed, count);
  }

  /** The line that identity and drift digest are made of. */
  String line() {
    return String.join(
            "|",
            escaped(kind),
            escaped(ecosystem),
            escaped(group),
            escaped(name),
            escaped(arch),
            joined(expected),
            joined(observed))
        + "\n";
  }

  static String driftDigest(Set<Finding> findings) {
    TreeSet<String> lines = new TreeSet<>();
    findings.forEach(finding -> lines.add(finding.line()));
    return "sha256:" + sha256(String.join("", lines));
  }

  String id() {
    return sha256(line()).substring(0, 16);
  }

  @Override
  public int compareTo(Finding other) {
    return (line() + fileCount).compareTo(other.line() + other.fileCount);
  }

  @Override
  public String toString() {
    return line().strip() + (fileCount == 0 ? "" : " +" + fileCount + " files");
  }

  private static String joined(Set<String> values) {
    return String.join(",", values.stream().map(Finding::escaped).sorted().toList());
  }

  private static String escaped(String field) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '%' || c == '|' || c == ',' || c < ' ' || c == 127) {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
