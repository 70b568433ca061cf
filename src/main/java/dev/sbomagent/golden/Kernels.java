package dev.sbomagent.golden;

/** Kernel modules by their place, {@code …/lib/modules/<release>/…/<name>.ko[.gz|.xz|.zst]}. */
final class Kernels {
  private static final String MODULES = "/lib/modules/";

  private Kernels() {}

  /** The release that a module at this path belongs to; empty when it is no module. */
  static String release(String path) {
    int at = path.indexOf(MODULES);
    if (at < 0 || !(isPlain(path) || isCompressed(path))) {
      return "";
    }
    int from = at + MODULES.length();
    int to = path.indexOf('/', from);
    return to < 0 ? "" : path.substring(from, to);
  }

  static boolean isPlain(String path) {
    return path.endsWith(".ko");
  }

  static boolean isCompressed(String path) {
    return path.endsWith(".ko.xz") || path.endsWith(".ko.zst") || path.endsWith(".ko.gz");
  }
}
