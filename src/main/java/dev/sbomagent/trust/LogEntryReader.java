package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** One {@code TransparencyLogEntry} (protobuf-specs {@code sigstore_rekor.proto}) of a bundle. */
final class LogEntryReader implements JsonReader.Field, JsonReader.Element {
  /** A path of 64 hashes reaches every leaf a log can have. */
  private static final int MAX_HASHES = 64;

  private enum Level {
    ENTRY,
    LOG_ID,
    KIND,
    PROMISE,
    PROOF,
    CHECKPOINT
  }

  private final StrictJson file;
  private final JsonReader reader;
  private Level level = Level.ENTRY;
  private int hashes;
  private String kind = "";
  private String version = "";
  private byte @Nullable [] body;

  LogEntryReader(StrictJson file) {
    this.file = file;
    this.reader = file.reader;
  }

  LogEntry entry() throws JsonException {
    reader.object(this);
    if (body == null || body.length == 0) {
      throw file.refuse("a log entry without its body");
    }
    LogEntry entry = LogEntry.ofBody(body, file);
    if (!entry.kind.equals(kind) || !entry.version.equals(version)) {
      throw file.refuse("a log entry of another kind than its body");
    }
    return entry;
  }

  @Override
  public void read(String name) throws JsonException {
    switch (level) {
      case ENTRY -> entry(name);
      case LOG_ID -> bytes(name, "keyId");
      case PROMISE -> bytes(name, "signedEntryTimestamp");
      case KIND -> {
        switch (name) {
          case "kind" -> kind = reader.string();
          case "version" -> version = reader.string();
          default -> throw file.unknown();
        }
      }
      case PROOF -> proof(name);
      case CHECKPOINT -> {
        if (!name.equals("envelope")) {
          throw file.unknown();
        }
        reader.string();
      }
    }
  }

  @Override
  public void read() throws JsonException {
    if (++hashes > MAX_HASHES) {
      throw file.refuse("more than " + MAX_HASHES + " hashes in a proof");
    }
    file.base64();
  }

  private void bytes(String name, String expected) throws JsonException {
    if (!name.equals(expected)) {
      throw file.unknown();
    }
    file.base64();
  }

  private void object(Level inside) throws JsonException {
    Level outside = level;
    level = inside;
    reader.object(this);
    level = outside;
  }

  private void entry(String name) throws JsonException {
    switch (name) {
      case "logIndex", "integratedTime" -> file.natural();
      case "logId" -> object(Level.LOG_ID);
      case "kindVersion" -> object(Level.KIND);
      case "inclusionPromise" -> object(Level.PROMISE);
      case "inclusionProof" -> object(Level.PROOF);
      case "canonicalizedBody" -> body = file.base64();
      default -> throw file.unknown();
    }
  }

  private void proof(String name) throws JsonException {
    switch (name) {
      case "logIndex", "treeSize" -> file.natural();
      case "rootHash" -> file.base64();
      case "hashes" -> reader.array(this);
      case "checkpoint" -> object(Level.CHECKPOINT);
      default -> throw file.unknown();
    }
  }
}
