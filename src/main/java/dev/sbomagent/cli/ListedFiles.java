package dev.sbomagent.cli;

import dev.sbomagent.golden.BaselineWriter;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.PathList;
import java.util.List;

/** The files a baseline looks at, and those of them it lists: regular ones, with their digests. */
record ListedFiles(List<String> paths) implements PathList {
  @Override
  public int size() {
    return paths.size();
  }

  @Override
  public String path(int i) {
    return paths.get(i);
  }

  @Override
  public boolean wantDigest(int i) {
    return true;
  }

  BaselineWriter.FileCursor regular(FileObservations observed) {
    return new BaselineWriter.FileCursor() {
      private int at = -1;

      @Override
      public boolean next() {
        do {
          at++;
        } while (at < paths.size()
            && !(observed.kind(at) == FileKind.REGULAR && observed.hasDigest(at)));
        return at < paths.size();
      }

      @Override
      public String path() {
        return paths.get(at);
      }

      @Override
      public byte[] sha256() {
        return observed.digest(at);
      }
    };
  }
}
