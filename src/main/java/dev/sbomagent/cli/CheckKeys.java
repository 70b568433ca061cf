package dev.sbomagent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The keys that a single check needs. */
final class CheckKeys {
  private CheckKeys() {}

  static Settings read(Keys root) {
    AbsolutePath path = new AbsolutePath();
    return new Settings(
        root.get("golden", path).map(Path::toString),
        root.get("signature", path).map(Path::toString),
        root.get("trust", path, Settings.DEFAULT_TRUST),
        texts(root.list("exclude", path)),
        texts(root.list("include", path)),
        root.get(
            "max-golden-bytes",
            new ByteCount(ByteCount.KB, ByteCount.GB),
            Settings.DEFAULTS.maxGoldenBytes()),
        "");
  }

  private static List<String> texts(List<Path> paths) {
    List<String> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.add(path.toString());
    }
    return texts;
  }
}
