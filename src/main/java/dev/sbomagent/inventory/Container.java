package dev.sbomagent.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the running system is itself a container, told by what runtimes leave in it (systemd's
 * container interface, docker, podman, cgroup names). A check in there says nothing of the machine
 * around it.
 */
public final class Container {
  private static final int MAX_FILE = 64 << 10;
  private static final String[] CGROUPS = {"docker", "kubepods", "containerd", "libpod", "lxc"};

  private Container() {}

  /** The kind of container, if this running system is one. */
  public static Optional<String> around(Host running) {
    String systemd = text(running, "/run/systemd/container").strip();
    if (!systemd.isEmpty() && systemd.length() < 64) {
      return Optional.of(systemd.toLowerCase(Locale.ROOT));
    }
    if (running.has("/.dockerenv", FileKind.REGULAR)) {
      return Optional.of("docker");
    }
    if (running.has("/run/.containerenv", FileKind.REGULAR)) {
      return Optional.of("podman");
    }
    String cgroup = text(running, "/proc/1/cgroup");
    for (String name : CGROUPS) {
      if (cgroup.contains("/" + name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String text(Host host, String path) {
    try {
      return new String(host.read(path, MAX_FILE), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // an ordinary machine has none of these
      return "";
    }
  }
}
