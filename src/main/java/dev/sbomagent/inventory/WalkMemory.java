package dev.sbomagent.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the last walk of a machine saw, so that the next one only looks at what changed: a folder
 * whose token is the same has the same entries, a file whose token is the same has the same
 * content. An unchanged machine then costs one stat per folder and per file that was read.
 *
 * <p>The token is inode, size and change time. The change time cannot be set back, and whatever is
 * put in a file's place by link or rename has a new one; what a mount puts there does not, so the
 * walk is made anew when the places that are looked at change. What changed less than two seconds
 * before it was looked at is looked at again: the kernel's clock ticks coarsely.
 *
 * <p>What a token cannot show is a file that was of no interest and becomes a program without
 * changing its folder, by growing or by {@code chmod}: {@link #forget} now and then. For one
 * thread.
 */
public final class WalkMemory {
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

  private Map<String, Folder> folders = new HashMap<>();
  private Map<String, Folder> next = new HashMap<>();
  private @Nullable Object places;
  private long started;

  /** A folder as it was last listed; {@code token} null when it may have changed since. */
  static final class Folder {
    final @Nullable Token token;
    final List<String> folders = new ArrayList<>(0);
    final List<String> links = new ArrayList<>(0);
    final Map<String, Seen> files = new HashMap<>(0);

    Folder(@Nullable Token token) {
      this.token = token;
    }
  }

  /** A file that was read, and what it held. */
  record Seen(Path real, @Nullable Token token, boolean program, FileReading reading) {}

  /** Changes with the file; compared as a whole. */
  static final class Token {
    private final long inode;
    private final long size;
    private final long changed;

    Token(long inode, long size, long changed) {
      this.inode = inode;
      this.size = size;
      this.changed = changed;
    }

    boolean same(@Nullable Token other) {
      return other != null
          && changed == other.changed
          && inode == other.inode
          && size == other.size;
    }
  }

  /** Forgets everything, so that the next walk is a full one. */
  public void forget() {
    folders = new HashMap<>();
    places = null;
  }

  /** Starts a walk of these places with these catalogers; a change in either forgets. */
  void begin(Instant now, Object placesAndCatalogers) {
    if (!placesAndCatalogers.equals(places)) {
      folders = new HashMap<>();
      places = placesAndCatalogers;
    }
    next = new HashMap<>(2 * folders.size());
    started = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Keeps what this walk saw, and only that. */
  void end() {
    folders = next;
    next = new HashMap<>();
  }

  @Nullable Folder folder(String path) {
    return folders.get(path);
  }

  void put(String path, Folder folder) {
    next.put(path, folder);
  }

  /** How many folders are remembered. */
  int size() {
    return folders.size();
  }

  /** The token of what is there now. */
  static Token token(Path real) throws IOException {
    Map<String, Object> now =
        Files.readAttributes(real, "unix:ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
    return new Token(number(now.get("ino")), number(now.get("size")), nanos(now.get("ctime")));
  }

  /** The token if it will change with the next change, null when that may go unnoticed. */
  @Nullable Token settled(Token token) {
    return token.changed < started - TICK_NANOS ? token : null;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime fileTime ? fileTime.to(TimeUnit.NANOSECONDS) : 0;
  }
}
