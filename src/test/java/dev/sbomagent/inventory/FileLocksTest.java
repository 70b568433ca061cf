package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest {
  private static final String LOCKS =
      """
      1: POSIX  ADVISORY  WRITE 812 fe:00:131 0 EOF
      2: FLOCK  ADVISORY  WRITE 812 08:11:77 0 EOF
      3: POSIX  ADVISORY  READ  812 fe:00:132 0 EOF
      3: -> POSIX  ADVISORY  WRITE 813 fe:00:132 0 EOF
      4: POSIX  ADVISORY  WRITE 812 103:05:9 0 EOF
      """;

  @Test
  void holders_of_write_locks_are_told_from_readers_and_waiters() {
    assertTrue(FileLocks.isWriteLocked(LOCKS, 0xfe00, 131));
    assertTrue(FileLocks.isWriteLocked(LOCKS, 0x811, 77));
    assertTrue(FileLocks.isWriteLocked(LOCKS, 0x10305, 9));
    assertFalse(FileLocks.isWriteLocked(LOCKS, 0xfe00, 132));
    assertFalse(FileLocks.isWriteLocked(LOCKS, 0xfe00, 13));
    assertFalse(FileLocks.isWriteLocked(LOCKS, 0xfe01, 131));
    assertFalse(FileLocks.isWriteLocked("", 0, 0));
  }

  @Test
  void a_lock_held_on_this_machine_is_seen(@TempDir Path root) throws Exception {
    Path file = Files.createFile(root.resolve("lock"));
    Host host = Host.at(root);
    assertFalse(FileLocks.isWriteLocked(host, "/lock"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertEquals(lock.isValid(), FileLocks.isWriteLocked(host, "/lock"));
    }
    assertFalse(FileLocks.isWriteLocked(host, "/lock"));
    assertFalse(FileLocks.isWriteLocked(host, "/none"));
  }
}
