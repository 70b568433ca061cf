package dev.sbomagent.daemon;

import dev.sbomagent.golden.Sbom;
import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.trust.Reason;
import dev.sbomagent.trust.UntrustedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The newest golden that this machine has accepted, kept on disk: an older one, though signed, is a
 * step back (contract, rule 12). It only ever grows; what cannot be read there refuses nothing.
 */
public final class Accepted {
  private static final String SCHEMA = "sbom-agent/accepted/1";
  private static final int MAX_BYTES = 4096;

  private final Path file;
  private Optional<Instant> newest;
  private boolean isKept = true;

  private Accepted(Path file, Optional<Instant> newest) {
    this.file = file;
    this.newest = newest;
  }

  /**
   * What was accepted so far.
   *
   * @param state folder of the daemon's state; need not be there
   */
  public static Accepted in(Path state) {
    Path file = state.resolve("accepted.json");
    return new Accepted(file, read(file));
  }

  private static Optional<Instant> read(Path file) {
    // looked at first: to open a pipe would wait for somebody who writes
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      Fields fields = Fields.parse(in.readNBytes(MAX_BYTES), JsonLimits.ofBytes(MAX_BYTES));
      return fields.text("schema").equals(SCHEMA)
          ? Optional.of(fields.time("timestamp"))
          : Optional.empty();
    } catch (IOException | JsonException none) {
      return Optional.empty();
    }
  }

  /**
   * Refuses a golden older than the newest that was accepted.
   *
   * @throws UntrustedException {@code superseded}
   */
  public void require(Sbom golden) throws UntrustedException {
    Optional<Instant> made = timestamp(golden);
    if (made.isPresent() && newest.isPresent() && made.get().isBefore(newest.get())) {
      throw new UntrustedException(
          Reason.SUPERSEDED,
          "the golden is of " + made.get() + ", one of " + newest.get() + " was accepted before");
    }
  }

  /**
   * Remembers a golden that was found to be this machine's.
   *
   * @throws IOException when it cannot be kept; it is remembered meanwhile
   */
  void remember(Sbom golden) throws IOException {
    Optional<Instant> made = timestamp(golden);
    if (made.isEmpty() || (newest.isPresent() && made.get().isBefore(newest.get()))) {
      return;
    }
    if (made.equals(newest) && isKept) {
      return;
    }
    newest = made;
    isKept = false;
    write(made.get());
    isKept = true;
  }

  /** Begins anew: on another machine. */
  void forget() throws IOException {
    newest = Optional.empty();
    Files.deleteIfExists(file);
  }

  private void write(Instant made) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonWriter out = JsonWriter.compact(bytes);
    out.object(() -> out.field("schema", SCHEMA).field("timestamp", made.toString()));
    out.line().flush();
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (ByteBuffer rest = ByteBuffer.wrap(bytes.toByteArray()); rest.hasRemaining(); ) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  /** {@code metadata.timestamp}; one that is no time says nothing. */
  private static Optional<Instant> timestamp(Sbom golden) {
    try {
      return golden.createdAt().map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
