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
public record Identity(Event.Machine machine, String boot) {
  private static final int MAX_BYTES = 4096;

  /** What makes digests of machine ids ours: machine-id(5) asks for one of each application. */
  private static final String APPLICATION = "sbom-agent/machine/1\n";

  /**
   * Looks at a machine.
   *
   * @param host the machine that is checked
   * @param kernel the running system, which is the same but for a root somewhere
   */
  public static Identity of(Host host, Host kernel) {
    Optional<OsRelease> release = host.osRelease();
    String hostname = line(kernel, "/proc/sys/kernel/hostname");
    return new Identity(
        new Event.Machine(
            machineId(line(host, "/etc/machine-id"), hostname),
            hostname,
            text(release.map(OsRelease::id)),
            text(release.map(OsRelease::versionId)),
            PlainText.of(System.getProperty("os.arch", ""), 32),
            text(release.map(OsRelease::imageId)),
            text(release.map(OsRelease::imageVersion))),
        line(kernel, "/proc/sys/kernel/random/boot_id"));
  }

  /** Digest of the machine's id. */
  public String machineId() {
    return machine.machineId();
  }

  private static String text(Optional<String> value) {
    return PlainText.of(value.orElse(""), 200);
  }

  /** Of a machine without an id, of its host name: two of them would share a chain otherwise. */
  private static String machineId(String id, String hostname) {
    String named = id.isEmpty() ? "host " + hostname : id;
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
