package dev.sbomagent.cataloger;

/** Text of others for a message. */
final class Printable {
  private static final int MAX = 100;

  private Printable() {}

  /** The text, cut, and without what could disturb a terminal. */
  static String of(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MAX));
    for (int i = 0; i < text.length() && i < MAX; i++) {
      char c = text.charAt(i);
      out.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    return out.toString();
  }
}
