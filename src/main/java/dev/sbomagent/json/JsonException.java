package dev.sbomagent.json;

/** Why a document was refused and where: the JSON pointer and, when known, the byte offset. */
public final class JsonException extends Exception {
  private final boolean tooLarge;

  JsonException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  /** Whether a size limit was met, rather than the grammar broken. */
  public boolean tooLarge() {
    return tooLarge;
  }
}
