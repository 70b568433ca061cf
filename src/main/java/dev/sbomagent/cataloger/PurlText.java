package dev.sbomagent.cataloger;

import dev.sbomagent.component.Purl;

/**
 * A package URL in the very text that syft 1.54 writes: parts in Go's query escaping, nothing in
 * lower case that was not, what is empty left out. Qualifiers are given in the order of their keys.
 */
final class PurlText {
  private final StringBuilder out = new StringBuilder(96);
  private char separator = '?';

  private PurlText() {}

  /** With a namespace of one segment, and a version, either of which may be empty. */
  static PurlText of(String type, String namespace, String name, String version) {
    PurlText text = new PurlText();
    text.out.append("pkg:").append(type).append('/');
    if (!namespace.isEmpty()) {
      text.out.append(Purl.encode(namespace)).append('/');
    }
    text.out.append(Purl.encode(name));
    if (!version.isEmpty()) {
      text.out.append('@').append(Purl.encode(version));
    }
    return text;
  }

  /** Adds a qualifier. */
  PurlText with(String key, String value) {
    if (!value.isEmpty()) {
      out.append(separator).append(key).append('=').append(Purl.encode(value));
      separator = '&';
    }
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
