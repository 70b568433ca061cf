package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.os.MappedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** What the process does with its memory before it sleeps for long. */
final class Rest {
  /** After work, until what goes on by itself is over, too: deliveries, above all. */
  static final Duration AFTER_WORK = Duration.ofSeconds(10);

  private static final int MAX_BYTES = 4 << 20;

  private Rest() {}

  /** Gives back the memory that only work needs. */
  static void giveBack() {
    System.gc();
    try {
      byte[] smaps = Host.at(Path.of("/")).read("/proc/self/smaps", MAX_BYTES);
      MappedFiles.giveBack(new String(smaps, StandardCharsets.ISO_8859_1));
    } catch (HostException unable) {
      // it stays resident, which is a matter of cost alone
    }
  }
}
