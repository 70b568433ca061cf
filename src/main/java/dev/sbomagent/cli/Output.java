package dev.sbomagent.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output. A reader who has gone away (a closed pipe, a closed descriptor) is no failure of
 * ours: what is left to say is dropped. Anything else, a full disk for example, is.
 */
final class Output {
  private final OutputStream stream;
  private boolean closed;

  Output(OutputStream stream) {
    this.stream = stream;
  }

  void write(byte[] bytes) throws Refusal {
    if (closed) {
      return;
    }
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException broken) {
      if (!readerIsGone(broken)) {
        throw Refusal.internal(
            "cannot write to standard output: " + broken.getMessage(),
            "nothing was lost but the report: check again");
      }
      closed = true;
    }
  }

  // the platform gives no error number, only strerror(3)'s words
  private static boolean readerIsGone(IOException broken) {
    String message = String.valueOf(broken.getMessage());
    return message.contains("Broken pipe")
        || message.contains("Bad file descriptor")
        || message.contains("Stream Closed");
  }
}
