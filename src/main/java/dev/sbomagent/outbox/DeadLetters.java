package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Change;
import dev.sbomagent.report.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

/** What a sink refused for good, with the reason, for a person to look at: the newest. */
final class DeadLetters {
  static final int MAX_KEPT = 1000;

  private final Disk disk;
  private final Folder folder;

  DeadLetters(Disk disk, Path path) {
    this.disk = disk;
    this.folder = new Folder(disk, path, 0);
  }

  void put(Entry entry, String reason, Instant now) throws IOException {
    disk.folder(folder.path());
    List<String> names = folder.names();
    if (names.size() >= MAX_KEPT) {
      folder.delete(names.subList(0, names.size() - MAX_KEPT + 1));
    }
    folder.replace(name(entry), letter(entry, reason, now));
  }

  private static String name(Entry entry) {
    return entry.name().replace(".record", ".json");
  }

  /** One object; the event's head stays byte for byte what it was. */
  private static byte[] letter(Entry entry, String reason, Instant now) throws IOException {
    ByteArrayOutputStream about = new ByteArrayOutputStream();
    JsonWriter out = JsonWriter.compact(about);
    out.object(
            () ->
                out.field("schema", "sbom-agent/refused/1")
                    .field("refused", now.toString())
                    .field("reason", reason)
                    .field("shed", entry.shed()))
        .flush();
    String opening = about.toString(UTF_8);
    StringJoiner changes = new StringJoiner(",", ",\"changes\":[", "]}\n");
    for (Change change : entry.event().changes()) {
      changes.add(EventJson.change(change));
    }
    return (opening.substring(0, opening.length() - 1) + ",\"event\":" + entry.head() + changes)
        .getBytes(UTF_8);
  }
}
