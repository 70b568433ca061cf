package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Exclusions;
import java.util.List;

/**
 * What the configuration makes of the daemon; a reload brings another.
 *
 * @param places what is not compared, and what is though it usually is not
 * @param sha256 digest of the effective configuration
 * @param restart keys that differ from those the daemon was started with, and count only after
 *     another start
 */
public record Setup(
    GoldenSource source,
    Exclusions.Configured places,
    String sha256,
    Pace pace,
    List<String> restart) {
  public Setup {
    restart = List.copyOf(restart);
  }

  /** Reads the configuration anew. */
  public interface Source {
    /**
     * The configuration as it is now.
     *
     * @throws Problem when it has problems; what is in force stays
     */
    Setup read() throws Problem;
  }

  /** What is wrong with a configuration, in words. */
  public static final class Problem extends Exception {
    public Problem(String message) {
      super(message);
    }
  }
}
