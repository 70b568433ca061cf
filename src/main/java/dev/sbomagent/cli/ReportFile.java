package dev.sbomagent.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a file beside its place and renames it there, so that a failure leaves the old one. */
final class ReportFile {
  /** Produces the content. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  private ReportFile() {}

  static void write(Path file, Content content) throws Refusal {
    write(file, "rw-r--r--", content);
  }

  static void write(Path file, String permissions, Content content) throws Refusal {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // a device, a pipe or /dev/stdout: there is nothing to keep, and renaming would replace it
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
          content.write(out);
        }
        return;
      }
      replace(Files.exists(file) ? file.toRealPath() : file, permissions, content);
    } catch (IOException broken) {
      throw Refusal.internal(
          "cannot write '" + file + "': " + words(broken), "what stood there before is unchanged");
    }
  }

  private static void replace(Path file, String permissions, Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path fileName = file.getFileName();
    if (folder == null || fileName == null) {
      throw new IOException("not a file name");
    }
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString(permissions);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      mode = Files.getPosixFilePermissions(file);
    }
    Path beside =
        Files.createTempFile(
            folder,
            "." + fileName + ".",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean done = false;
    try {
      try (OutputStream out = Files.newOutputStream(beside, StandardOpenOption.WRITE)) {
        content.write(out);
      }
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.setPosixFilePermissions(beside, mode);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(beside);
      }
    }
  }

  /** What went wrong, in words, without the class name that the platform's message lacks. */
  static String words(IOException broken) {
    if (broken instanceof java.nio.file.NoSuchFileException) {
      return "no such folder";
    }
    if (broken instanceof java.nio.file.AccessDeniedException) {
      return "permission denied";
    }
    if (broken instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
      return String.valueOf(system.getReason());
    }
    return String.valueOf(broken.getMessage());
  }
}
