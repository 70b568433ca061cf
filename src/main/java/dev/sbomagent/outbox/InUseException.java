package dev.sbomagent.outbox;

import java.io.IOException;
import java.nio.file.Path;

/** Another process works in this folder: two would lose or double events. */
public final class InUseException extends IOException {
  InUseException(Path lock) {
    super("in use by another process: " + lock);
  }
}
