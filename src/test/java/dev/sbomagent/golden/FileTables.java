package dev.sbomagent.golden;

import java.util.ArrayList;
import java.util.List;

/** Tables of files as text, to be compared whole. */
final class FileTables {
  private FileTables() {}

  static List<String> text(FileTable files) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      out.add(files.path(i) + " " + files.sha256(i).orElse("-"));
    }
    return out;
  }
}
