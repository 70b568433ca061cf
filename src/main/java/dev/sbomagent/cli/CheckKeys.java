package dev.sbomagent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys that a single check needs. */
final class CheckKeys {
  private CheckKeys() {}

  static Settings read(Keys root) {
    AbsolutePath path = new AbsolutePath();
    return new Settings(
        text(root.get("golden", path)),
        text(root.get("signature", path)),
        root.get("trust", path, Settings.DEFAULT_TRUST),
        texts(root.list("exclude", path)),
        texts(root.list("include", path)),
        root.get(
            "max-golden-bytes",
            new ByteCount(ByteCount.KB, ByteCount.GB),
            Settings.DEFAULTS.maxGoldenBytes()),
        root.get("state", path, Settings.DEFAULT_STATE),
        "");
  }

  private static Optional<String> text(Optional<Path> path) {
    return path.isPresent() ? Optional.of(path.get().toString()) : Optional.empty();
  }

  private static List<String> texts(List<Path> paths) {
    List<String> texts = new ArrayList<>();
    for (Path path : paths) {
      texts.add(path.toString());
    }
    return texts;
  }
}
