package dev.sbomagent.inventory;

/** Hears how far an observation has come. Called by several threads at once; must be quick. */
@FunctionalInterface
public interface Progress {
  /** Nobody listens. */
  Progress NONE = (files, bytes) -> {};

  /** So many more paths were looked at, and so many more bytes read. */
  void advanced(long files, long bytes);
}
