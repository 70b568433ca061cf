package dev.sbomagent.report;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.drift.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * A deviation as it is reported.
 *
 * @param id first 16 hex digits of the SHA-256 of its line
 */
public record Finding(String id, Severity severity, Deviation deviation) {

  /** The deviation, with its id and severity. */
  public static Finding of(Deviation deviation) {
    return new Finding(
        sha256(List.of(line(deviation))).substring(0, 16), Severity.of(deviation), deviation);
  }

  /**
   * {@code sha256:<hex>} over the sorted lines of findings: the same drift on two hosts has the
   * same digest.
   */
  static String driftDigest(List<Finding> findings) {
    List<String> lines = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      lines.add(finding.line());
    }
    return driftDigestOf(lines);
  }

  /** The same of lines that were kept. */
  public static String driftDigestOf(List<String> lines) {
    return "sha256:" + sha256(lines);
  }

  /** {@code kind|ecosystem|group|name|arch|expected,…|observed,…} with a line feed. */
  public String line() {
    return line(deviation);
  }

  /** How many findings of each kind; every kind is there. */
  static Map<Kind, Integer> counts(List<Finding> findings) {
    Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, 0);
    }
    for (Finding finding : findings) {
      counts.merge(finding.deviation.kind(), 1, Integer::sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  /** {@code kind|ecosystem|group|name|arch|expected,…|observed,…} with a line feed. */
  static String line(Deviation deviation) {
    Slot slot = deviation.slot();
    StringBuilder line = new StringBuilder(120);
    line.append(deviation.kind().label()).append('|');
    for (String field : List.of(slot.ecosystem(), slot.group(), slot.name(), slot.arch())) {
      escape(line, field);
      line.append('|');
    }
    values(line, deviation.expected());
    line.append('|');
    values(line, deviation.observed());
    return line.append('\n').toString();
  }

  private static void values(StringBuilder line, SortedSet<String> values) {
    String separator = "";
    for (String value : values) {
      line.append(separator);
      escape(line, value);
      separator = ",";
    }
  }

  /** Percent-encodes the bytes of {@code % | ,} and of control characters. */
  private static void escape(StringBuilder line, String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '%' || c == '|' || c == ',' || Character.isISOControl(c)) {
        for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          line.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
      } else {
        line.append(c);
      }
    }
  }

  private static final String HEX = "0123456789ABCDEF";

  private static String sha256(List<String> lines) {
    byte[][] encoded = new byte[lines.size()][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = lines.get(i).getBytes(StandardCharsets.UTF_8);
    }
    Arrays.sort(encoded, Arrays::compareUnsigned);
    MessageDigest digest = digest();
    for (byte[] line : encoded) {
      digest.update(line);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
