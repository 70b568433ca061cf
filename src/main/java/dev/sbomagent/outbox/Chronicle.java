package dev.sbomagent.outbox;

import dev.sbomagent.report.Event;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Events of one machine in their order, each with the state it leaves behind: the two are one
 * record, so that no crash can part them. For one thread.
 */
public interface Chronicle {
  /**
   * Where the chain stands.
   *
   * @param chain id of the chain, a UUID; a new one when there was nothing
   * @param seq of the newest event, 0 when there is none
   * @param hash of the newest event's head, {@link dev.sbomagent.report.EventJson#NOTHING} when
   *     there is none
   * @param state as it was appended with the newest event; null when there is none
   */
  record Tail(String chain, long seq, String hash, @Nullable String state) {}

  /** Where the chain stands now. */
  Tail tail();

  /**
   * Accepts an event: when this returns, event and state survive a power cut.
   *
   * @param event the next of the chain, with the sequence number and the hash that follow
   * @param state one line of JSON
   * @throws IOException when it is not accepted; the chain stands where it stood
   */
  void append(Event event, String state) throws IOException;

  /** Gives up the chain and begins another; nothing of the old one is delivered any more. */
  void restart() throws IOException;
}
