package dev.sbomagent.json;

/**
 * Bounds of one document.
 *
 * @param maxBytes of the whole document, as read
 * @param maxDepth of nested objects and arrays
 * @param maxStringLength of one string or name, in characters
 */
public record JsonLimits(long maxBytes, int maxDepth, int maxStringLength) {
  /** Nesting beyond this is refused everywhere. */
  public static final int MAX_DEPTH = 64;

  /** Limits for a document of at most {@code maxBytes}; a string may be as long as the document. */
  public static JsonLimits ofBytes(long maxBytes) {
    return new JsonLimits(maxBytes, MAX_DEPTH, (int) Math.min(maxBytes, Integer.MAX_VALUE - 16));
  }
}
