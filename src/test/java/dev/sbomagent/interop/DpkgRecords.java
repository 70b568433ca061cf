package dev.sbomagent.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The MD5 digests a root's dpkg database records, by package and file as the file system has it.
 */
final class DpkgRecords {
  private final Path root;
  private final Map<String, String> digests = new HashMap<>();
  private final Map<Path, Path> folders = new HashMap<>();

  DpkgRecords(Path root) {
    this.root = root;
    try (Stream<Path> info = Files.list(root.resolve("var/lib/dpkg/info"))) {
      for (Path file : info.filter(f -> f.toString().endsWith(".md5sums")).toList()) {
        String owner = file.getFileName().toString().replaceAll("(:[^:]*)?\\.md5sums$", "");
        for (String line : Files.readAllLines(file)) {
          record(owner, line.substring(34), line.substring(0, 32));
        }
      }
      conffiles(Files.readAllLines(root.resolve("var/lib/dpkg/status")));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Whether the database records exactly this digest for this file of this package. */
  boolean records(String owner, String path, String md5) {
    return md5.equals(digests.get(owner + " " + path));
  }

  private void conffiles(List<String> status) {
    String owner = "";
    boolean inside = false;
    for (String line : status) {
      if (line.startsWith("Package: ")) {
        owner = line.substring(9);
      }
      if (inside && line.startsWith(" ")) {
        String[] words = line.strip().split(" ", -1);
        record(owner, words[0].substring(1), words[1]);
      }
      inside = line.equals("Conffiles:") || (inside && line.startsWith(" "));
    }
  }

  private void record(String owner, String relative, String md5) {
    Path path = root.resolve(relative);
    Path folder = folders.computeIfAbsent(path.getParent(), this::real);
    digests.put(owner + " /" + root.relativize(folder.resolve(path.getFileName())), md5);
  }

  // /lib/x is recorded, /usr/lib/x is where it lies: links of folders, resolved inside the root
  private Path real(Path folder) {
    Path done = root;
    for (Path name : root.relativize(folder)) {
      Path next = done.resolve(name);
      try {
        for (int hops = 0; Files.isSymbolicLink(next) && hops < 8; hops++) {
          Path target = Files.readSymbolicLink(next);
          next =
              (target.isAbsolute()
                      ? root.resolve(target.toString().substring(1))
                      : next.resolveSibling(target))
                  .normalize();
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      done = next;
    }
    return done;
  }

  /** What lies at a path, its last component not followed, in the words of a report. */
  static String seen(Path path) {
    if (Files.isSymbolicLink(path)) {
      return "link";
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    if (Files.isDirectory(path)) {
      return "directory";
    }
    return Files.isRegularFile(path) ? "sha256:" + digest("SHA-256", path) : "device";
  }

  static String md5(Path path) {
    return digest("MD5", path);
  }

  private static String digest(String algorithm, Path path) {
    try {
      byte[] content = Files.readAllBytes(path);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (IOException | NoSuchAlgorithmException broken) {
      throw new IllegalStateException(path.toString(), broken);
    }
  }

  /** The order of dpkg itself. */
  static final Comparator<String> VERSIONS =
      (a, b) -> compare(a, "lt", b) ? -1 : compare(a, "gt", b) ? 1 : 0;

  private static boolean compare(String a, String relation, String b) {
    return Tool.of("dpkg", "--compare-versions", a, relation, b).run().status() == 0;
  }
}
