package dev.sbomagent.inventory;

import static dev.sbomagent.inventory.Resolution.MISSING;

import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Unreadable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Follows paths inside a root the way the kernel would after chroot(2): absolute link targets start
 * at the root, {@code ..} stops there, and more than 40 links are a loop (path_resolution(7)).
 *
 * <p>Folders are remembered, so that many files cost one lstat each and one more per distinct
 * folder. A folder that changes meanwhile is seen as it was first seen. Safe for use by several
 * threads.
 */
final class PathResolver {
  static final int MAX_LINKS = 40;

  /** PATH_MAX: the kernel takes no longer path in one piece. */
  static final int MAX_PATH = 4096;

  /** Characters of folder names remembered before the memory starts anew. */
  private static final long MAX_REMEMBERED = 16L << 20;

  /** Entries looked through for a name whose bytes are not UTF-8. */
  private static final int MAX_SEARCHED = 100_000;

  /** What bytes that are no UTF-8 are decoded to. */
  static final char REPLACEMENT = '\uFFFD';

  /**
   * Where a folder path leads.
   *
   * @param path inside the root, without links, empty for the root
   * @param links how many links were followed to get there
   * @param blocked why it is no folder, null when it is one
   */
  private record Folder(String path, Path real, int links, @Nullable Resolution blocked) {
    Folder blockedBy(Resolution reason) {
      return new Folder(path, real, links, reason);
    }
  }

  private final Folder root;
  private final ConcurrentHashMap<String, Folder> folders = new ConcurrentHashMap<>();
  private final AtomicLong remembered = new AtomicLong();

  PathResolver(Path root) {
    this.root = new Folder("", root, 0, null);
  }

  Resolution resolve(String path, boolean followLast) {
    if (path.isEmpty() || path.charAt(0) != '/') {
      return new Unreadable("path is not absolute: " + path);
    }
    return resolve(path, followLast, 0);
  }

  private Resolution resolve(String path, boolean followLast, int linksSoFar) {
    if (path.length() > MAX_PATH) {
      return new Unreadable("path is longer than 4096: " + path.substring(0, 80) + "...");
    }
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    int slash = path.lastIndexOf('/', end - 1);
    String name = path.substring(slash + 1, end);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      Folder folder = folder(path.substring(0, end), linksSoFar);
      return folder.blocked != null ? folder.blocked : look(folder.real, pathOf(folder.path));
    }
    Folder parent = folder(path.substring(0, slash), linksSoFar);
    if (parent.blocked != null) {
      return parent.blocked;
    }
    Resolution seen = look(parent, name);
    if (!followLast || !(seen instanceof Found found) || found.kind() != FileKind.LINK) {
      return seen;
    }
    int links = linksSoFar + parent.links + 1;
    if (links > MAX_LINKS) {
      return tooManyLinks(found.path());
    }
    String target = target(found, parent);
    return target == null ? unreadableTarget(found.path()) : resolve(target, true, links);
  }

  /** The folder that {@code path} leads to; {@code path} has no trailing slash, "" is the root. */
  private Folder folder(String path, int linksSoFar) {
    if (path.isEmpty() || path.equals("/")) {
      return root;
    }
    Folder known = folders.get(path);
    if (known != null) {
      return known.links + linksSoFar > MAX_LINKS ? known.blockedBy(tooManyLinks(path)) : known;
    }
    if (path.length() > MAX_PATH) {
      return root.blockedBy(new Unreadable("path is longer than 4096"));
    }
    int end = path.length();
    while (known == null && (end = path.lastIndexOf('/', end - 1)) > 0) {
      known = folders.get(path.substring(0, end));
    }
    Folder at = known == null ? root : known;
    end = Math.max(end, 0);
    while (end < path.length()) {
      int next = path.indexOf('/', end + 1);
      next = next < 0 ? path.length() : next;
      at = at.blocked != null ? at : step(at, path.substring(end + 1, next), linksSoFar);
      // what failed deep inside a chain of links may be reachable on a shorter way
      if (at.blocked == null || linksSoFar == 0) {
        remember(path.substring(0, next), at);
      }
      end = next;
    }
    return at;
  }

  private void remember(String path, Folder folder) {
    if (remembered.addAndGet(path.length() + 64L) > MAX_REMEMBERED) {
      folders.clear();
      remembered.set(0);
    }
    folders.put(path, folder);
  }

  private Folder step(Folder parent, String name, int linksSoFar) {
    if (name.isEmpty() || name.equals(".")) {
      return parent;
    }
    if (name.equals("..")) {
      if (parent.path.isEmpty()) {
        return parent;
      }
      Folder above = folder(parent.path.substring(0, parent.path.lastIndexOf('/')), 0);
      return new Folder(above.path, above.real, parent.links, above.blocked);
    }
    Resolution seen = look(parent, name);
    if (!(seen instanceof Found found)) {
      return parent.blockedBy(seen);
    }
    return switch (found.kind()) {
      case DIRECTORY -> new Folder(found.path(), found.real(), parent.links, null);
      case LINK -> through(found, parent, linksSoFar);
      default -> parent.blockedBy(MISSING);
    };
  }

  private Folder through(Found link, Folder parent, int linksSoFar) {
    int links = parent.links + 1;
    if (linksSoFar + links > MAX_LINKS) {
      return parent.blockedBy(tooManyLinks(link.path()));
    }
    String target = target(link, parent);
    if (target == null) {
      return parent.blockedBy(unreadableTarget(link.path()));
    }
    Folder at = folder(target, linksSoFar + links);
    return new Folder(at.path, at.real, links + at.links, at.blocked);
  }

  /** A link's target as an absolute path inside the root, null when it cannot be read. */
  private static @Nullable String target(Found link, Folder parent) {
    try {
      String text = Files.readSymbolicLink(link.real()).toString();
      int end = text.length();
      while (end > 1 && text.charAt(end - 1) == '/') {
        end--;
      }
      text = text.substring(0, end);
      return text.startsWith("/") ? text : parent.path + "/" + text;
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  private static Resolution look(Folder parent, String name) {
    String path = parent.path + "/" + name;
    Path real;
    try {
      real = parent.real.resolve(name);
    } catch (InvalidPathException e) {
      // no file name holds a NUL; all else is a name that the JVM's file name encoding cannot spell
      return name.indexOf('\0') >= 0 ? MISSING : new Unreadable("name cannot be spelled: " + path);
    }
    Resolution seen = look(real, path);
    return seen == MISSING && name.indexOf(REPLACEMENT) >= 0
        ? lookForBytes(parent, name, path)
        : seen;
  }

  /** An SBOM spells bytes that are no UTF-8 as U+FFFD: finds the name that reads the same. */
  private static Resolution lookForBytes(Folder parent, String name, String path) {
    int left = MAX_SEARCHED;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent.real)) {
      for (Path entry : entries) {
        Path last = entry.getFileName();
        if (last != null && last.toString().equals(name)) {
          return look(entry, path);
        }
        if (--left == 0) {
          break;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return new Unreadable("cannot be listed: " + pathOf(parent.path));
    }
    return MISSING;
  }

  private static Resolution look(Path real, String path) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return new Found(real, path, kind(attributes), attributes);
    } catch (NoSuchFileException e) {
      return MISSING;
    } catch (AccessDeniedException e) {
      return new Unreadable("permission denied: " + path);
    } catch (IOException e) {
      return new Unreadable(why(e) + ": " + path);
    }
  }

  static FileKind kind(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return FileKind.REGULAR;
    }
    if (attributes.isDirectory()) {
      return FileKind.DIRECTORY;
    }
    return attributes.isSymbolicLink() ? FileKind.LINK : FileKind.DEVICE;
  }

  /** What an I/O error says, without the path of the judging machine. */
  static String why(@Nullable Throwable error) {
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    String text = null;
    if (error != null) {
      text = error instanceof FileSystemException f ? f.getReason() : error.getMessage();
    }
    return text == null || text.isEmpty() ? "input/output error" : text.toLowerCase(Locale.ROOT);
  }

  private static Unreadable tooManyLinks(String path) {
    return new Unreadable("too many links: " + path);
  }

  private static Unreadable unreadableTarget(String path) {
    return new Unreadable("link cannot be read: " + path);
  }

  private static String pathOf(String folder) {
    return folder.isEmpty() ? "/" : folder;
  }
}
