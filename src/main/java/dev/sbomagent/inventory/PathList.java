package dev.sbomagent.inventory;

/** The paths to observe. Asked by several threads at once; answers never change. */
public interface PathList {
  /** How many there are. */
  int size();

  /** The path at {@code index}, absolute inside the root. */
  String path(int index);

  /** Whether the content matters, should it be a regular file. */
  boolean wantDigest(int index);
}
