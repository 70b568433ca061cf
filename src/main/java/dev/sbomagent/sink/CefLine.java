package dev.sbomagent.sink;

import org.jspecify.annotations.Nullable;

/**
 * One line of CEF in the making, values escaped as the format's chapter on character encoding says:
 * in the header backslash and pipe, in the extension backslash and equals sign, and line ends.
 */
final class CefLine {
  private final StringBuilder line = new StringBuilder(800);
  private char separator = '|';

  CefLine(String version, String signature, String name, int severity) {
    line.append("CEF:0|sbom-agent|sbom-agent");
    header(version).header(signature).header(name);
    line.append('|').append(severity);
  }

  private CefLine header(String value) {
    line.append('|');
    escape(value, '|');
    return this;
  }

  /** A field of the extension; left out when empty. */
  CefLine value(String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      line.append(separator).append(key).append('=');
      escape(value, '=');
      separator = ' ';
    }
    return this;
  }

  /** The custom text of this number and its label. */
  CefLine custom(int number, String label, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      value("cs" + number + "Label", label).value("cs" + number, value);
    }
    return this;
  }

  /** The custom number of this number and its label. */
  CefLine number(int number, String label, long value) {
    return value("cn" + number + "Label", label).value("cn" + number, String.valueOf(value));
  }

  private void escape(String value, char special) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> {
          if (c == '\\' || c == special) {
            line.append('\\');
          }
          line.append(c);
        }
      }
    }
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
