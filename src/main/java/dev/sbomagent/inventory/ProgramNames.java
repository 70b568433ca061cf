package dev.sbomagent.inventory;

import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Which files are worth opening to see whether they are programs: those that may be executed, those
 * that are named as libraries, and large ones that are not plainly something else. Opening every
 * file, as syft does, is what makes a scan expensive.
 */
final class ProgramNames {
  /** No linker makes anything smaller that could hold a list of modules. */
  private static final int LEAST = 128;

  /**
   * What is not executable and smaller than this is no program of a language that lists modules.
   */
  private static final int LARGE = 64 << 10;

  private static final Set<String> OTHERS =
      Set.of(
          "a", "bz2", "c", "class", "css", "csv", "db", "deb", "gif", "gir", "gz", "h", "hpp",
          "html", "jar", "jpg", "js", "json", "ko", "la", "list", "map", "md", "md5sums", "mo", "o",
          "pdf", "pem", "php", "pl", "pm", "png", "po", "pod", "pot", "ps", "py", "pyc", "rb",
          "rpm", "rs", "rst", "svg", "tar", "tcl", "tex", "tfm", "ttf", "txt", "typelib", "whl",
          "woff", "woff2", "xml", "xz", "yaml", "yml", "zip", "zst");

  private final Set<String> hints;
  private final int least;

  ProgramNames(Set<String> hints, boolean scripts) {
    this.least = scripts ? 2 : LEAST;
    this.hints = Set.copyOf(hints);
  }

  boolean mayBe(String folder, String name, PosixFileAttributes attributes) {
    if (attributes.size() < least) {
      return false;
    }
    int dot = name.lastIndexOf('.');
    boolean other = dot >= 0 && OTHERS.contains(name.substring(dot + 1));
    return (!other && (attributes.size() >= LARGE || name.contains(".so")))
        || isExecutable(attributes)
        || (!hints.isEmpty() && hints.contains(folder + "/" + name));
  }

  /** Whether a file that begins so is an ELF file (elf(5)). */
  static boolean isElf(byte[] head) {
    return head.length >= 4
        && head[0] == 0x7F
        && head[1] == 'E'
        && head[2] == 'L'
        && head[3] == 'F';
  }

  /** Whether it names its interpreter (execve(2)). */
  static boolean isScript(byte[] head) {
    return head.length >= 2 && head[0] == '#' && head[1] == '!';
  }

  /** Whether it is a program of another system, which scanners read and we do not. */
  static boolean isForeign(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int first = ((head[0] & 0xFF) << 8) | (head[1] & 0xFF);
    int second = ((head[2] & 0xFF) << 8) | (head[3] & 0xFF);
    return switch (first) {
      case 0x4D5A -> true; // MZ;
      case 0xFEED -> second == 0xFACE || second == 0xFACF;
      case 0xCEFA, 0xCFFA -> second == 0xEDFE;
      case 0xCAFE -> second == 0xBABE;
      default -> false;
    };
  }

  static boolean isExecutable(PosixFileAttributes attributes) {
    Set<PosixFilePermission> permissions = attributes.permissions();
    return permissions.contains(PosixFilePermission.OWNER_EXECUTE)
        || permissions.contains(PosixFilePermission.GROUP_EXECUTE)
        || permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }
}
