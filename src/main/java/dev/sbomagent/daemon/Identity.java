package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.OsRelease;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.PlainText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which machine this is, in which boot.
 *
 * @param boot {@code /proc/sys/kernel/random/boot_id}, empty when unknown
 */
record Identity(Event.Machine machine, String boot) {
  private static final int MAX_BYTES = 4096;

  /** What makes digests of machine ids ours: machine-id(5) asks for one of each application. */
  private static final String APPLICATION = "sbom-agent/machine/1\n";

  /** Looks at the running machine. */
  static Identity of(Host host) {
    Optional<OsRelease> release = host.osRelease();
    return new Identity(
        new Event.Machine(
            machineId(host),
            line(host, "/proc/sys/kernel/hostname"),
            text(release.map(OsRelease::id)),
            text(release.map(OsRelease::versionId)),
            PlainText.of(System.getProperty("os.arch", ""), 32),
            text(release.map(OsRelease::imageId)),
            text(release.map(OsRelease::imageVersion))),
        line(host, "/proc/sys/kernel/random/boot_id"));
  }

  private static String text(Optional<String> value) {
    return PlainText.of(value.orElse(""), 200);
  }

  /** Of a machine without an id, of its host name: two of them would share a chain otherwise. */
  private static String machineId(Host host) {
    String id = line(host, "/etc/machine-id");
    String named = id.isEmpty() ? "host " + line(host, "/proc/sys/kernel/hostname") : id;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((APPLICATION + named).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  private static String line(Host host, String path) {
    try {
      String text = new String(host.read(path, MAX_BYTES), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      return PlainText.of(end < 0 ? text : text.substring(0, end), 256);
    } catch (HostException unknown) {
      return "";
    }
  }
}
