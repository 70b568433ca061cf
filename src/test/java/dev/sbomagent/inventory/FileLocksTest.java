package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
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
    assertEquals(Set.of("fe:00"), FileLocks.lockedOn(LOCKS, 131));
    assertEquals(Set.of("08:11"), FileLocks.lockedOn(LOCKS, 77));
    assertEquals(Set.of("103:05"), FileLocks.lockedOn(LOCKS, 9));
    assertEquals(Set.of(), FileLocks.lockedOn(LOCKS, 132));
    assertEquals(Set.of(), FileLocks.lockedOn(LOCKS, 13));
    assertEquals(Set.of(), FileLocks.lockedOn("", 0));
  }

  @Test
  void devices_are_written_as_in_the_list() {
    assertEquals("fe:00", FileLocks.device(0xfe00));
    assertEquals("08:11", FileLocks.device(0x811));
    assertEquals("103:05", FileLocks.device(0x10305));
  }

  @Test
  void the_device_of_a_path_is_that_of_the_nearest_mount() throws Exception {
    String table =
        """
        1 0 254:0 / / rw - ext4 /dev/vda rw
        2 1 0:43 / /srv/root rw - overlay overlay rw
        3 2 0:51 / /srv/root/var rw - btrfs /dev/vdb rw
        """;
    Mounts mounts = Mounts.parse(table.getBytes(StandardCharsets.UTF_8));
    assertEquals("254:0", mounts.deviceAt("/srv/rooted/lock"));
    assertEquals("0:43", mounts.deviceAt("/srv/root/lock"));
    assertEquals("0:51", mounts.deviceAt("/srv/root/var/lib/dpkg/lock"));
    assertEquals("", Mounts.none().deviceAt("/lock"));
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
