package dev.sbomagent.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/**
 * Reads one file whole and once. It is looked at before it is opened, because opening a pipe blocks
 * and opening a device acts; it is opened under the name that has no link left in it.
 */
final class RegularFile {
  private static final int PIECE = 64 * 1024;
  private static final int FORMAT = 0170000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;
  private static final int ANYONE_WRITES = 0002;
  private static final int STICKY = 01000;

  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private RegularFile() {}

  static byte[] read(Path named, Links links, FileRole role, long maxGoldenBytes)
      throws UntrustedException {
    try {
      Path real = resolved(named, links, role);
      Map<String, Object> stat =
          Files.readAttributes(real, "unix:mode,size", LinkOption.NOFOLLOW_LINKS);
      int mode = (int) number(stat, "mode");
      if ((mode & FORMAT) != REGULAR) {
        throw role.unreadable(named, "it is " + kind(mode) + ", not a regular file");
      }
      if (role.guarded()) {
        guard(named, real, mode, links, role);
      }
      return content(real, number(stat, "size"), named, role, maxGoldenBytes);
    } catch (IOException unreadable) {
      throw role.unreadable(named, why(unreadable));
    }
  }

  private static Path resolved(Path named, Links links, FileRole role)
      throws IOException, UntrustedException {
    try {
      return links.resolve(named);
    } catch (NoSuchFileException nothing) {
      if (occupied(named, links)) {
        throw role.unreadable(named, "it is a link to nothing");
      }
      throw role.missing(named);
    }
  }

  /** Whether anything stands at this name, be it a link to nothing. */
  static boolean occupied(Path named, Links links) throws IOException {
    try {
      Path folder = links.resolve(parent(named));
      Files.readAttributes(
          folder.resolve(named.getFileName()), "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException nothing) {
      return false;
    }
  }

  private static Path parent(Path named) {
    Path parent = named.toAbsolutePath().getParent();
    return parent == null ? named.toAbsolutePath() : parent;
  }

  /**
   * Refuses what any user of the machine could have put there: a file all may write, and a key in a
   * folder where all may rename, be it the folder of the file or of the link to it. A golden that
   * was put in place of another still has to verify.
   */
  private static void guard(Path named, Path real, int mode, Links links, FileRole role)
      throws IOException, UntrustedException {
    if ((mode & ANYONE_WRITES) != 0) {
      throw role.unsafe(named, "it is writable by all");
    }
    if (role != FileRole.KEY) {
      return;
    }
    Path folder = parent(real);
    Path linkFolder = links.resolve(parent(named));
    if (open(folder) || (!linkFolder.equals(folder) && open(linkFolder))) {
      throw role.unsafe(named, "its folder is writable by all");
    }
  }

  /** Whether all may put and rename in this folder, which has no link in its name. */
  static boolean open(Path folder) throws IOException {
    int mode =
        (int) number(Files.readAttributes(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS), "mode");
    return (mode & FORMAT) == FOLDER && (mode & ANYONE_WRITES) != 0 && (mode & STICKY) == 0;
  }

  /**
   * Whether a file in a folder of keys, whatever its name, looks like a private key. What is not a
   * regular file holds none; one that cannot be read might, and is refused.
   */
  static boolean holdsPrivateKey(Path named) throws UntrustedException {
    try {
      Path real = named.toRealPath();
      Map<String, Object> stat = Files.readAttributes(real, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if (((int) number(stat, "mode") & FORMAT) != REGULAR) {
        return false;
      }
      try (SeekableByteChannel in = Files.newByteChannel(real, OPEN)) {
        byte[] head = new byte[PrivateKeyTraces.LOOK_BYTES];
        return PrivateKeyTraces.in(head, fill(in, head, 0));
      }
    } catch (NoSuchFileException nothing) {
      return false;
    } catch (IOException unreadable) {
      throw FileRole.KEY.unreadable(named, why(unreadable));
    }
  }

  private static byte[] content(
      Path real, long size, Path named, FileRole role, long maxGoldenBytes)
      throws IOException, UntrustedException {
    try (SeekableByteChannel in = Files.newByteChannel(real, OPEN)) {
      byte[] head = new byte[(int) Math.min(size, PIECE)];
      int got = fill(in, head, 0);
      long limit = Math.min(role.limit(head, got, maxGoldenBytes), Integer.MAX_VALUE - 16);
      if (size > limit) {
        throw role.tooLarge(named, limit);
      }
      byte[] all = head;
      if (size > got) {
        all = new byte[(int) size];
        System.arraycopy(head, 0, all, 0, got);
        got = fill(in, all, got);
      }
      if (got < size || in.read(ByteBuffer.allocate(1)) > 0) {
        throw role.unreadable(named, "it changed while it was read");
      }
      return all;
    }
  }

  private static int fill(SeekableByteChannel in, byte[] bytes, int from) throws IOException {
    int at = from;
    while (at < bytes.length) {
      int n = in.read(ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at)));
      if (n < 0) {
        break;
      }
      at += n;
    }
    return at;
  }

  private static long number(Map<String, Object> stat, String name) throws IOException {
    if (stat.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException("the file system does not tell its " + name);
  }

  private static String kind(int mode) {
    return switch (mode & FORMAT) {
      case FOLDER -> "a folder";
      case 0010000 -> "a pipe";
      case 0140000 -> "a socket";
      default -> "a device";
    };
  }

  /** The system's own words without the path, which every message ends with anyway. */
  static String why(IOException unreadable) {
    if (unreadable instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (unreadable instanceof NoSuchFileException) {
      return "it vanished while it was looked at";
    }
    if (unreadable instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(unreadable.getMessage());
  }
}
