package dev.sbomagent.daemon;

import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.PathList;

/** The files of a golden, those with a digest to be read. */
final class GoldenPaths implements PathList {
  private FileTable files;

  GoldenPaths(FileTable files) {
    this.files = files;
  }

  /** The same files, as the golden has them that was read since: two are not kept. */
  void become(FileTable same) {
    files = same;
  }

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
