package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the last walk of a machine saw, so that the next one only looks at what changed: a folder
 * whose token is the same has the same entries, a file whose token is the same has the same
 * content. An unchanged machine then costs one stat per folder and per file that was opened.
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

  private final Map<String, Place> starts = new HashMap<>();
  private final Map<Family, Answer> answers = new EnumMap<>(Family.class);
  private final BooleanSupplier abandoned;
  private @Nullable Object circumstances;
  private long started;

  /** A memory of nothing yet. */
  public WalkMemory() {
    this(() -> false);
  }

  /**
   * A memory of nothing yet.
   *
   * @param abandoned whether a walk that goes on is to end with an {@link AbandonedException};
   *     asked often
   */
  public WalkMemory(BooleanSupplier abandoned) {
    this.abandoned = abandoned;
  }

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

  /** What a package database said, and when. */
  private record Answer(String token, Cataloging.Complete complete) {}

  /** Forgets everything, so that the next walk is a full one. */
  public void forget() {
    starts.clear();
    answers.clear();
    circumstances = null;
  }

  /**
   * Starts a walk.
   *
   * @param walked what a walk depends on beside the files; a change in it forgets everything
   */
  void begin(Instant now, Object walked) {
    if (!walked.equals(circumstances)) {
      forget();
      circumstances = walked;
    }
    started = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** What the database says, read anew only if it changed. */
  Cataloging catalog(Host host, DatabaseCataloger cataloger) {
    String token = cataloger.token(host);
    Answer known = answers.get(cataloger.family());
    if (known != null && !token.isEmpty() && known.token.equals(token)) {
      Cataloging.Complete before = known.complete;
      return new Cataloging.Complete(
          before.family(), before.components(), before.databases(), cataloger.files(host));
    }
    Cataloging answer = cataloger.catalog(host);
    // the token of before the reading: what was written meanwhile is read the next time
    if (answer instanceof Cataloging.Complete complete) {
      // its files are asked for anew each time: what they have looked up is much
      answers.put(
          cataloger.family(),
          new Answer(
              token,
              new Cataloging.Complete(
                  complete.family(),
                  complete.components(),
                  complete.databases(),
                  PackageFiles.NONE)));
    } else {
      answers.remove(cataloger.family());
    }
    return answer;
  }

  /** Ends a walk that nobody waits for. */
  void requireWanted() {
    if (abandoned.getAsBoolean()) {
      throw new AbandonedException();
    }
  }

  /** Where a walk starts, as it was the last time. */
  Place start(String path) {
    Place known = starts.get(path);
    if (known == null) {
      known = new Place("", null);
      starts.put(path, known);
    }
    return known;
  }

  /** The token of what is there now. */
  static Token token(Path real) throws IOException {
    Map<String, Object> now =
        Files.readAttributes(real, "unix:ino,size,ctime", LinkOption.NOFOLLOW_LINKS);
    return new Token(
        UnixStat.number(now.get("ino")),
        UnixStat.number(now.get("size")),
        UnixStat.nanos(now.get("ctime")));
  }

  /** The token if it will change with the next change, null when that may go unnoticed. */
  @Nullable Token settled(Token token) {
    return token.changed < started - TICK_NANOS ? token : null;
  }
}
