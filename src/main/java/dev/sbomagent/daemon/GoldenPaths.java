package dev.sbomagent.daemon;

import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.PathList;

/** The files of a golden, those with a digest to be read. */
record GoldenPaths(FileTable files) implements PathList {
  @Override
  public int size() {
    return files.size();
  }

  @Override
  public String path(int i) {
    return files.path(i);
  }

  @Override
  public boolean wantDigest(int i) {
    return files.isHashed(i);
  }
}
