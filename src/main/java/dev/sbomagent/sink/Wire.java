package dev.sbomagent.sink;

import java.io.Closeable;
import java.io.IOException;

/** A way to a syslog server. Good for nothing but closing after it has thrown. For one thread. */
interface Wire extends Closeable {
  /** Puts what follows under a limit. */
  void under(TimeLimit limit);

  /** Throws when the server has ended it meanwhile, as far as can be known. */
  void check() throws IOException;

  /** Sends one record; may return before it has left. */
  void send(byte[] record) throws IOException;

  /** Waits until all that can be known of the records sent is known. */
  void settle() throws IOException;

  /** How many of the records, from the first on, have arrived as far as can be known. */
  long settled();
}
