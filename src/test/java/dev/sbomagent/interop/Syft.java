package dev.sbomagent.interop;

import java.nio.file.Path;

/** Goldens by the real scanners. */
final class Syft {
  private Syft() {}

  /** {@code syft dir:/ -o cyclonedx-json}, run inside the root; it leaves nothing there. */
  static Path golden(Path root, Path out) {
    return inside(root, out, "cyclonedx-json");
  }

  /** {@code syft dir:/ -o cyclonedx}, as most recipes have it: this is XML. */
  static Path goldenXml(Path root, Path out) {
    return inside(root, out, "cyclonedx");
  }

  /** {@code syft dir:/where/it/is/mounted}: file names carry the prefix. */
  static Path goldenMounted(Path root, Path out) {
    return Tool.of(Peers.syft(), "scan", "-q", "dir:" + root, "-o", "cyclonedx-json")
        .env("SYFT_CHECK_FOR_APP_UPDATE", "false")
        .env("SYFT_CACHE_TTL", "0")
        .mustInto(out);
  }

  /** The same root by another producer, osv-scalibr. */
  static Path goldenByScalibr(Path root, Path out) {
    Tool.of(Peers.scalibr(), "--root", root.toString(), "--offline")
        .with("-o", "cdx-json=" + out, "--result", out + ".textproto")
        .must();
    return out;
  }

  private static Path inside(Path root, Path out, String format) {
    return Tool.of(Peers.script("inside"), root.toString(), Peers.syft())
        .with("scan", "-q", "dir:/", "-o", format)
        .mustInto(out);
  }
}
