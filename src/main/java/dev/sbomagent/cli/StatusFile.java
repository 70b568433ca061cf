package dev.sbomagent.cli;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.report.Status;
import dev.sbomagent.report.StatusJson;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon left for whoever asks.
 *
 * @param path inside the root
 * @param status null when there is none that can be read
 * @param problem why not, and where; null when there is, or when there simply is none
 */
record StatusFile(String path, @Nullable Status status, @Nullable String problem) {
  static StatusFile read(Host host, String folder) {
    String path = folder + "/status.json";
    if (host.resolve(path) instanceof Resolution.Missing) {
      return new StatusFile(path, null, null);
    }
    try {
      byte[] document = host.read(path, StatusJson.MAX_BYTES);
      return new StatusFile(path, StatusJson.parse(document), null);
    } catch (HostException unreadable) {
      return new StatusFile(path, null, String.valueOf(unreadable.getMessage()));
    } catch (JsonException damaged) {
      return new StatusFile(path, null, damaged.getMessage() + ": " + path);
    }
  }

  /** The same with sinks as their files have them. */
  StatusFile with(SinkFiles sinks) {
    return status == null
        ? this
        : new StatusFile(path, status.withSinks(sinks.instead(status.sinks())), problem);
  }
}
