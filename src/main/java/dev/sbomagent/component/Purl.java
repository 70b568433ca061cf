package dev.sbomagent.component;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A package URL taken apart and made canonical, so that the spellings of every syft generation and
 * of other producers meet: types and, where the type says so, names in lower case; {@code alpine}
 * is {@code apk}, {@code pacman} is {@code alpm}; PEP 503 names; a legacy Go subpath joined to the
 * name.
 *
 * <p>Source: purl-spec "Purl types"; the old forms were read off real documents. A general purl
 * library is not used: it refuses or re-encodes forms that old generators wrote.
 *
 * @param type purl type
 * @param namespace decoded, segments joined by {@code /}, empty when absent
 * @param name decoded canonical name without namespace
 * @param version decoded, null when absent
 * @param qualifiers decoded, sorted by key
 */
public record Purl(
    String type,
    String namespace,
    String name,
    @Nullable String version,
    Map<String, String> qualifiers) {

  public Purl {
    qualifiers =
        qualifiers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(qualifiers));
  }

  /** Takes {@code text} apart; empty when it is no package URL. */
  public static Optional<Purl> parse(String text) {
    if (!text.regionMatches(true, 0, "pkg:", 0, 4)) {
      return Optional.empty();
    }
    int start = 4;
    while (start < text.length() && text.charAt(start) == '/') {
      start++;
    }
    String rest = text.substring(start);
    String subpath = "";
    int hash = rest.lastIndexOf('#');
    if (hash >= 0) {
      subpath = decode(rest.substring(hash + 1));
      rest = rest.substring(0, hash);
    }
    Map<String, String> qualifiers = Map.of();
    int question = rest.indexOf('?');
    if (question >= 0) {
      qualifiers = qualifiers(rest.substring(question + 1));
      rest = rest.substring(0, question);
    }
    int slash = rest.indexOf('/');
    if (slash <= 0) {
      return Optional.empty();
    }
    return canonical(
        rest.substring(0, slash).toLowerCase(Locale.ROOT),
        rest.substring(slash + 1),
        subpath,
        qualifiers);
  }

  private static Optional<Purl> canonical(
      String type, String path, String subpath, Map<String, String> qualifiers) {
    int end = path.length();
    while (end > 0 && path.charAt(end - 1) == '/') {
      end--;
    }
    path = path.substring(0, end);
    int last = path.lastIndexOf('/');
    // an '@' that opens a segment belongs to an unencoded npm scope
    int at = path.lastIndexOf('@');
    String version = null;
    if (at > last + 1) {
      version = decode(path.substring(at + 1));
      path = path.substring(0, at);
    }
    String namespace = last < 0 ? "" : decodePath(path.substring(0, last));
    String name = decode(path.substring(last + 1));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        of(
            alias(type),
            namespace,
            name,
            version == null || version.isEmpty() ? null : version,
            subpath,
            qualifiers));
  }

  private static Purl of(
      String type,
      String namespace,
      String name,
      @Nullable String version,
      String subpath,
      Map<String, String> qualifiers) {
    switch (type) {
      case "deb", "apk", "alpm", "npm", "composer", "github", "bitbucket" -> {
        namespace = namespace.toLowerCase(Locale.ROOT);
        name = name.toLowerCase(Locale.ROOT);
      }
      case "golang" -> {
        namespace = namespace.toLowerCase(Locale.ROOT);
        name = (subpath.isEmpty() ? name : name + "/" + subpath).toLowerCase(Locale.ROOT);
      }
      case "rpm" -> namespace = namespace.toLowerCase(Locale.ROOT);
      case "pypi" -> name = pep503(name);
      case "nuget" -> name = name.toLowerCase(Locale.ROOT);
      default -> {}
    }
    return new Purl(type, namespace, name, version, qualifiers);
  }

  private static String alias(String type) {
    return switch (type) {
      case "alpine" -> "apk";
      case "pacman", "arch" -> "alpm";
      default -> type;
    };
  }

  /** PEP 503: runs of {@code -_.} become one dash, letters lower case. */
  public static String pep503(String name) {
    StringBuilder out = new StringBuilder(name.length());
    boolean dash = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '_' || c == '.') {
        dash = true;
        continue;
      }
      if (dash) {
        out.append('-');
        dash = false;
      }
      out.append(Character.toLowerCase(c));
    }
    return dash ? out.append('-').toString() : out.toString();
  }

  /** The name with its namespace, where the namespace is a part of the name. */
  public String fullName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  private static Map<String, String> qualifiers(String text) {
    Map<String, String> out = new TreeMap<>();
    int from = 0;
    while (from < text.length()) {
      int and = text.indexOf('&', from);
      int to = and < 0 ? text.length() : and;
      int equals = from;
      while (equals < to && text.charAt(equals) != '=') {
        equals++;
      }
      if (equals > from && equals < to - 1) {
        out.putIfAbsent(
            text.substring(from, equals).toLowerCase(Locale.ROOT),
            decode(text.substring(equals + 1, to)));
      }
      from = to + 1;
    }
    return out;
  }

  private static String decodePath(String path) {
    StringBuilder out = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      if (!segment.isEmpty()) {
        out.append(out.isEmpty() ? "" : "/").append(decode(segment));
      }
    }
    return out.toString();
  }

  /** Percent-decodes as UTF-8; a plus sign stays a plus sign, a broken escape stays as it is. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (bytes[i] == '%' && high >= 0 && low >= 0) {
        out.write(high << 4 | low);
        i += 2;
      } else {
        out.write(bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Percent-encodes one part the way syft's purl library does: only {@code A-Za-z0-9-_.~} stay. */
  public static String encode(String part) {
    StringBuilder out = new StringBuilder(part.length() + 8);
    for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c < 0x80
          && (Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '~')) {
        out.append((char) c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }
}
