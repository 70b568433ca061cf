package dev.sbomagent.golden;

/**
 * Bounds of one document.
 *
 * @param maxExpandedBytes of the document, after gzip is taken off
 * @param maxGzipRatio expanded bytes for each compressed one, beyond the first MiB
 * @param maxComponents entries of every kind, files included
 */
public record SbomLimits(long maxExpandedBytes, int maxGzipRatio, int maxComponents) {
  /** Several times the largest golden seen: 27.5 MB and 69,120 entries, of a 2.8 GB server. */
  public static SbomLimits standard() {
    return new SbomLimits(128L << 20, 200, 1_000_000);
  }

  /** The same bounds but for the size. */
  public SbomLimits withMaxExpandedBytes(long maxExpandedBytes) {
    return new SbomLimits(maxExpandedBytes, maxGzipRatio, maxComponents);
  }
}
