package dev.sbomagent.inventory;

import java.io.IOException;

/**
 * Reads a database that its owner may be writing. A token of the files is taken before and after; a
 * reading between two equal tokens is the database at one moment, any other is thrown away. No lock
 * is taken: a reader's lock makes package managers fail.
 */
public final class SteadyRead {
  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private SteadyRead() {}

  /** What is read. */
  public interface Database<T> {
    /**
     * Whether its owner is in the middle of a transaction of several steps: a reading now would be
     * of a step, and is thrown away.
     */
    default boolean isBusy() {
      return false;
    }

    /** Changes with every write; taken before and after each reading. */
    String token();

    /**
     * Reads everything into memory. What it throws counts only if the database stood still
     * meanwhile.
     */
    T read() throws HostException, IOException, MalformedException;
  }

  /**
   * The reading of a moment at which nobody wrote. Tries five times, waiting 200 ms, then twice as
   * long each time.
   *
   * @param what the database, for the message
   * @throws MalformedException also when the database never stood still
   */
  public static <T> T of(String what, Database<T> database, Pause pause)
      throws HostException, IOException, MalformedException {
    long wait = FIRST_PAUSE_MILLIS;
    for (int attempts = 1; ; attempts++) {
      String before = database.token();
      boolean busy = database.isBusy();
      if (!busy) {
        try {
          T result = database.read();
          busy = database.isBusy();
          if (!busy && before.equals(database.token())) {
            return result;
          }
        } catch (HostException | IOException | MalformedException e) {
          busy = database.isBusy();
          if (!busy && before.equals(database.token())) {
            throw e;
          }
        }
      }
      if (attempts == TRIES) {
        throw new MalformedException(
            busy
                ? what + ": a transaction is running, check again when it is over"
                : what + ": changed while being read, " + TRIES + " times");
      }
      pause.millis(wait);
      wait *= 2;
    }
  }
}
