package dev.sbomagent.component;

/**
 * Kernel modules by their place, {@code …/lib/modules/<release>/…/<name>.ko[.gz|.xz|.zst]}: there a
 * kernel looks for them (depmod(8)). The same for what a golden lists and what lies on a machine.
 */
public final class KernelModulePath {
  private static final String MODULES = "/lib/modules/";

  private KernelModulePath() {}

  /** The release that a module at this path belongs to; empty when it is no module. */
  public static String release(String path) {
    int at = path.indexOf(MODULES);
    if (at < 0 || !isModule(path)) {
      return "";
    }
    int from = at + MODULES.length();
    int to = path.indexOf('/', from);
    return to < 0 ? "" : path.substring(from, to);
  }

  /** Whether a file of this name, or path, is a module, compressed or not. */
  public static boolean isModule(String name) {
    return name.endsWith(".ko") || isCompressed(name);
  }

  /** Whether it is a compressed one. */
  public static boolean isCompressed(String name) {
    return name.endsWith(".ko.xz") || name.endsWith(".ko.zst") || name.endsWith(".ko.gz");
  }
}
