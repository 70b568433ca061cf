package dev.sbomagent.drift;

/** The agent's own files, keys and golden: anything of them that deviates is critical. */
public final class AgentFiles {
  private static final String PACKAGE = "sbom-agent";

  private AgentFiles() {}

  /** Whether this path belongs to the agent. */
  public static boolean contains(String path) {
    return path.startsWith("/etc/" + PACKAGE + "/")
        || path.startsWith("/usr/lib/" + PACKAGE + "/")
        || path.startsWith("/var/lib/" + PACKAGE + "/")
        || path.equals("/usr/bin/" + PACKAGE)
        || below(path, "/lib/systemd/system/" + PACKAGE)
        || below(path, "/usr/lib/systemd/system/" + PACKAGE)
        || below(path, "/etc/systemd/system/" + PACKAGE)
        || path.startsWith("/var/lib/dpkg/info/" + PACKAGE + ".");
  }

  /** Whether this package is the agent's. */
  public static boolean isPackage(String name) {
    return name.equals(PACKAGE) || name.startsWith(PACKAGE + "-");
  }

  private static boolean below(String path, String unit) {
    return path.startsWith(unit + ".")
        || path.startsWith(unit + "-")
        || path.startsWith(unit + "@");
  }
}
