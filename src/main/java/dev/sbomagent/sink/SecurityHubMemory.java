package dev.sbomagent.sink;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When each finding was last updated: an update that is not later than the one before is ignored
 * without an error (Security Hub User Guide, "Using BatchImportFindings to update findings"), so a
 * clock that is set back must not show. Kept in a file for the next process. A file that is lost or
 * damaged costs an update only if the clock goes back as well, hence nothing is made of it.
 */
final class SecurityHubMemory {
  private static final String SCHEMA = "sbom-agent/security-hub/1";
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_FINDINGS = 256;

  private final Path file;

  /** By id, the one that was updated last at the end. */
  private final LinkedHashMap<String, Instant> updates = new LinkedHashMap<>();

  private Instant request = Instant.EPOCH;

  private SecurityHubMemory(Path file) {
    this.file = file;
  }

  /** What the file says, or nothing. */
  static SecurityHubMemory of(Path file) {
    SecurityHubMemory memory = new SecurityHubMemory(file);
    try (InputStream in = Files.newInputStream(file)) {
      memory.parse(JsonReader.of(in, JsonLimits.ofBytes(MAX_BYTES)));
    } catch (IOException | JsonException lost) {
      memory.updates.clear();
      memory.request = Instant.EPOCH;
    }
    return memory;
  }

  private void parse(JsonReader reader) throws JsonException {
    if (!(JsonValue.read(reader) instanceof JsonValue.Obj object)) {
      throw Fields.wrong("schema");
    }
    reader.end();
    Fields fields = new Fields(object);
    if (!fields.text("schema").equals(SCHEMA)) {
      throw Fields.wrong("schema");
    }
    Fields updated = fields.object("updated");
    for (String id : updated.object().fields().keySet()) {
      remember(id, updated.time(id));
    }
    request = fields.time("request");
  }

  /** When this finding was last updated. */
  Optional<Instant> lastUpdate(String id) {
    return Optional.ofNullable(updates.get(id));
  }

  /** When anything was last requested. */
  Instant lastRequest() {
    return request;
  }

  /** A request was made. */
  void requested(Instant time) {
    request = time;
  }

  /** A finding was updated. */
  void remember(String id, Instant time) {
    updates.remove(id);
    updates.put(id, time);
    if (updates.size() > MAX_FINDINGS) {
      updates.remove(updates.keySet().iterator().next());
    }
  }

  /** Writes all of it beside the file and renames it. */
  void save() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream bytes = new BufferedOutputStream(Files.newOutputStream(fresh))) {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(
              () -> {
                out.field("schema", SCHEMA).field("request", request.toString());
                out.object(
                    "updated",
                    () -> {
                      for (Map.Entry<String, Instant> update : updates.entrySet()) {
                        out.field(update.getKey(), update.getValue().toString());
                      }
                    });
              })
          .line()
          .flush();
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
