package dev.sbomagent.inventory;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Where a path inside a root leads. */
public sealed interface Resolution {
  /**
   * It leads to something.
   *
   * @param real the file on the judging machine, to open without following links
   * @param path the same place inside the root, without links, {@code /} for the root itself
   * @param kind REGULAR, LINK, DEVICE or DIRECTORY
   * @param attributes of the thing itself, as of the moment of resolving
   */
  record Found(Path real, String path, FileKind kind, BasicFileAttributes attributes)
      implements Resolution {}

  /** It leads nowhere: a component does not exist, or one before the last is no folder. */
  record Missing() implements Resolution {}

  /**
   * It could not be followed to its end.
   *
   * @param reason what is in the way and where; lower case, no full stop
   */
  record Unreadable(String reason) implements Resolution {}

  /** The one instance needed. */
  Missing MISSING = new Missing();
}
