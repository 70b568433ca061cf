package dev.sbomagent.inventory;

import dev.sbomagent.inventory.HostException.Reason;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.Resolution.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A machine to look at, rooted at a folder: {@code /} for the running one, or where its root is
 * mounted. Every path given and returned is absolute inside the root, and no link leads out of it.
 *
 * <p>A host is one look. Folders are remembered as first seen: make a new one for the next check.
 * Safe for use by several threads. What it cannot defend against is a process that swaps a folder
 * for a link, or a file for a fifo, between resolving and opening; the last component of what is
 * opened is never followed.
 */
public final class Host {
  private static final int CHUNK = 64 << 10;
  private static final int MAX_OS_RELEASE = 64 << 10;

  private final Path root;
  private final PathResolver paths;

  private Host(Path root) {
    this.root = root;
    this.paths = new PathResolver(root);
  }

  /** The machine whose root is this folder; the caller has checked that it is one. */
  public static Host at(Path root) {
    return new Host(root.toAbsolutePath().normalize());
  }

  /** The root, absolute on the judging machine. */
  public Path root() {
    return root;
  }

  /** Where {@code path} leads, the last component followed like the others. */
  public Resolution resolve(String path) {
    return paths.resolve(path, true);
  }

  /** Where {@code path} leads, its last component not followed if it is a link. */
  public Resolution resolveNoFollow(String path) {
    return paths.resolve(path, false);
  }

  /** Whether {@code path}, followed, is there and of this kind. */
  public boolean has(String path, FileKind kind) {
    return resolve(path) instanceof Found found && found.kind() == kind;
  }

  /**
   * The path inside the root without links in its folders, its last component as it is. A path
   * whose folder is not there stays as given.
   */
  public String withRealFolder(String path) {
    int slash = path.lastIndexOf('/');
    if (slash <= 0) {
      return path;
    }
    return resolve(path.substring(0, slash)) instanceof Found folder
        ? (folder.path().equals("/") ? "" : folder.path()) + path.substring(slash)
        : path;
  }

  /** The bytes of a regular file. Refuses one that is, or while being read grows, too large. */
  public byte[] read(String path, long maxBytes) throws HostException {
    Found file = regular(path);
    if (file.attributes().size() > maxBytes) {
      throw tooLarge(path, maxBytes);
    }
    byte[] bytes = new byte[(int) Math.min(Math.max(file.attributes().size() + 1, 512), CHUNK)];
    int length = 0;
    try (InputStream in = open(path, file)) {
      int count;
      while ((count = in.read(bytes, length, bytes.length - length)) >= 0) {
        length += count;
        if (length > maxBytes) {
          throw tooLarge(path, maxBytes);
        }
        if (length == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(2L * length, Math.max(maxBytes, length) + 1));
        }
      }
    } catch (IOException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e) + ": " + path);
    }
    return Arrays.copyOf(bytes, length);
  }

  /** A regular file as a stream, unbuffered; reads of it throw plain {@link IOException}s. */
  public InputStream open(String path) throws HostException {
    return open(path, regular(path));
  }

  private static InputStream open(String path, Found file) throws HostException {
    try {
      return Files.newInputStream(file.real(), LinkOption.NOFOLLOW_LINKS);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new HostException(Reason.MISSING, "missing: " + path);
    } catch (IOException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e) + ": " + path);
    }
  }

  /**
   * A regular file to read at any place, never to be written; its operations throw plain {@link
   * IOException}s. The caller closes it.
   */
  public SeekableByteChannel openChannel(String path) throws HostException {
    Found file = regular(path);
    try {
      return Files.newByteChannel(
          file.real(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (java.nio.file.NoSuchFileException e) {
      throw new HostException(Reason.MISSING, "missing: " + path);
    } catch (IOException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e) + ": " + path);
    }
  }

  private Found regular(String path) throws HostException {
    Found found = found(path);
    if (found.kind() != FileKind.REGULAR) {
      throw new HostException(Reason.WRONG_KIND, "not a regular file: " + path);
    }
    return found;
  }

  private Found found(String path) throws HostException {
    Resolution resolution = resolve(path);
    if (resolution instanceof Missing) {
      throw new HostException(Reason.MISSING, "missing: " + path);
    }
    if (resolution instanceof Unreadable unreadable) {
      throw new HostException(Reason.UNREADABLE, unreadable.reason());
    }
    return (Found) resolution;
  }

  /** The names in a folder, sorted; refuses a folder with more than {@code maxNames}. */
  public List<String> list(String folder, int maxNames) throws HostException {
    Found found = found(folder);
    if (found.kind() != FileKind.DIRECTORY) {
      throw new HostException(Reason.WRONG_KIND, "not a folder: " + folder);
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(found.real())) {
      for (Path entry : entries) {
        if (names.size() == maxNames) {
          throw new HostException(
              Reason.TOO_LARGE, "more than " + maxNames + " entries: " + folder);
        }
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (IOException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e) + ": " + folder);
    } catch (DirectoryIteratorException e) {
      throw new HostException(Reason.UNREADABLE, PathResolver.why(e.getCause()) + ": " + folder);
    }
    Collections.sort(names);
    return names;
  }

  /**
   * A token that changes whenever the file or folder at {@code path} is written, replaced, removed
   * or made readable. The change time is part of it: unlike the modification time it cannot be set
   * back.
   */
  public String stamp(String path) {
    Resolution resolution = resolve(path);
    if (!(resolution instanceof Found found)) {
      return resolution instanceof Unreadable unreadable ? unreadable.reason() : "missing";
    }
    try {
      Map<String, Object> now =
          Files.readAttributes(
              found.real(), "unix:dev,ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
      // plain numbers: the text forms of times and records cost more than all the rest of a check
      return now.get("dev")
          + ":"
          + now.get("ino")
          + ":"
          + now.get("size")
          + ":"
          + UnixStat.nanos(now.get("lastModifiedTime"))
          + ":"
          + UnixStat.nanos(now.get("ctime"));
    } catch (java.nio.file.NoSuchFileException e) {
      return "missing";
    } catch (IOException e) {
      return PathResolver.why(e);
    }
  }

  /** What the machine says it is; empty when it has no readable os-release that names an id. */
  public Optional<OsRelease> osRelease() {
    for (String path : List.of("/etc/os-release", "/usr/lib/os-release")) {
      OsRelease release = OsRelease.parse(orEmpty(path), orEmpty("/etc/debian_version"));
      if (!release.id().isEmpty()) {
        return Optional.of(release);
      }
    }
    return Optional.empty();
  }

  private byte[] orEmpty(String path) {
    try {
      return read(path, MAX_OS_RELEASE);
    } catch (HostException e) {
      // a machine without a name tag is an answer: what needs the name says that it is unknown
      return new byte[0];
    }
  }

  /** Whether this process may read everything: effective user id 0 (proc(5), {@code Uid}). */
  public boolean superuser() {
    try (InputStream in = Files.newInputStream(Path.of("/proc/self/status"))) {
      String status = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
      int uid = status.indexOf("\nUid:\t");
      int effective = status.indexOf('\t', uid + 6);
      return uid >= 0 && status.startsWith("\t0\t", effective);
    } catch (IOException e) {
      return false;
    }
  }

  private static HostException tooLarge(String path, long maxBytes) {
    return new HostException(Reason.TOO_LARGE, "larger than " + maxBytes + " bytes: " + path);
  }
}
