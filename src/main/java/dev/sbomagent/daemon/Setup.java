package dev.sbomagent.daemon;

import dev.sbomagent.inventory.Exclusions;

/**
 * What the configuration makes of the daemon; a reload brings another.
 *
 * @param places what is not compared, and what is though it usually is not
 * @param sha256 digest of the effective configuration
 */
public record Setup(GoldenSource source, Exclusions.Configured places, String sha256, Pace pace) {
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
