package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.inventory.HostException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObserverTest {
  @TempDir Path root;

  private void file(String path, byte[] bytes) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.write(root.resolve(path), bytes);
  }

  private static PathList list(List<String> paths) {
    return new PathList() {
      @Override
      public int size() {
        return paths.size();
      }

      @Override
      public String path(int index) {
        return paths.get(index);
      }

      @Override
      public boolean wantDigest(int index) {
        return !paths.get(index).contains("unwanted");
      }
    };
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void tells_what_each_path_is() throws Exception {
    file("usr/lib/file", new byte[] {1, 2, 3});
    file("usr/lib/empty", new byte[0]);
    file("usr/lib/unwanted", new byte[] {1});
    Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    Files.createSymbolicLink(root.resolve("usr/lib/link"), Path.of("file"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop/x"));
    assertEquals(
        0, new ProcessBuilder("mkfifo", root.resolve("usr/lib/fifo").toString()).start().waitFor());
    List<String> paths =
        List.of(
            "/lib/file",
            "/lib/empty",
            "/lib/unwanted",
            "/lib/link",
            "/lib/fifo",
            "/usr",
            "/none",
            "/loop/y");
    FileObservations seen = FileObserver.observe(Host.at(root), list(paths), Progress.NONE, 2);
    List<FileKind> kinds = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      kinds.add(seen.kind(i));
    }
    assertEquals(
        List.of(
            FileKind.REGULAR,
            FileKind.REGULAR,
            FileKind.REGULAR,
            FileKind.LINK,
            FileKind.DEVICE,
            FileKind.DIRECTORY,
            FileKind.ABSENT,
            FileKind.UNREADABLE),
        kinds);
    assertEquals(sha256(new byte[] {1, 2, 3}), seen.sha256(0));
    assertEquals(sha256(new byte[0]), seen.sha256(1));
    assertFalse(seen.hasDigest(2));
    assertEquals("too many links: /loop", seen.reason(7));
    FileObservations present = FileObserver.presence(Host.at(root), list(paths));
    for (int i = 0; i < seen.size(); i++) {
      assertSame(seen.kind(i), present.kind(i));
      assertFalse(present.hasDigest(i));
    }
  }

  @Test
  void many_files_in_many_threads_give_the_same_as_one_by_one() throws Exception {
    List<String> paths = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] content = ("x" + i).repeat(i % 7 == 0 ? 30_000 : i).getBytes(StandardCharsets.UTF_8);
      file("d" + i % 10 + "/f" + i, content);
      paths.add("/d" + i % 10 + "/f" + i);
      digests.add(sha256(content));
      bytes += content.length;
    }
    AtomicLong files = new AtomicLong();
    AtomicLong read = new AtomicLong();
    FileObservations seen =
        FileObserver.observe(
            Host.at(root),
            list(paths),
            (f, b) -> {
              files.addAndGet(f);
              read.addAndGet(b);
            },
            4);
    for (int i = 0; i < 1000; i++) {
      assertEquals(digests.get(i), seen.sha256(i));
      assertArrayEquals(HexFormat.of().parseHex(digests.get(i)), seen.digest(i));
    }
    assertEquals(1000, files.get());
    assertEquals(bytes, read.get());
  }

  @Test
  void a_broken_listener_is_our_own_fault_and_ends_all_threads() throws Exception {
    file("f", new byte[1]);
    List<String> paths = java.util.Collections.nCopies(5000, "/f");
    assertThrows(
        IllegalStateException.class,
        () ->
            FileObserver.observe(
                Host.at(root),
                list(paths),
                (f, b) -> {
                  throw new UnsupportedOperationException();
                },
                3));
  }

  @Test
  void md5_is_of_regular_files_within_bounds() throws Exception {
    file("f", "abc".getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(root.resolve("l"), Path.of("f"));
    Host host = Host.at(root);
    assertEquals("md5:900150983cd24fb0d6963f7d28e17f72", FileObserver.digest(host, "/f", "md5", 3));
    assertEquals(Reason.TOO_LARGE, refusal(host, "/f", 2));
    assertEquals(Reason.WRONG_KIND, refusal(host, "/l", 9));
    assertEquals(Reason.MISSING, refusal(host, "/none", 9));
  }

  private static Reason refusal(Host host, String path, long max) {
    return assertThrows(HostException.class, () -> FileObserver.digest(host, path, "md5", max))
        .reason();
  }
}
