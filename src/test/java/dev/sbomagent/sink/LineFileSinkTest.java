package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileSinkTest extends SinkContract {
  @TempDir Path folder;
  private int read;

  private Path file() {
    return folder.resolve("log/events.ndjson");
  }

  @Override
  SinkSettings settings() {
    return new SinkSettings.LineFile("file", file(), SinkSettings.Layout.NATIVE, 100_000_000, 3);
  }

  @Override
  void open() throws IOException {
    Files.createDirectories(file().getParent());
  }

  @Override
  void vanish() throws IOException {
    Files.move(file().getParent(), folder.resolve("gone"));
    read = 0;
  }

  @Override
  List<String> records(int count) throws IOException {
    List<String> lines = Files.readAllLines(file());
    List<String> next = lines.subList(read, lines.size());
    read = lines.size();
    return next;
  }

  @Override
  String again() {
    return "\"again\":true";
  }

  @Test
  void a_file_is_moved_away_and_another_begun() throws Exception {
    open();
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
      Files.move(file(), folder.resolve("moved"));
      assertEquals(delivered(1), sink.deliver(drifts(2, 2)));
      assertArrived(drifts(2, 2));
      assertEquals(2, Files.readAllLines(folder.resolve("moved")).size());
    }
  }

  @Test
  void only_owner_and_group_may_read_it() throws Exception {
    open();
    try (Sink sink = sink()) {
      sink.deliver(drifts(1, 1));
      assertEquals(
          PosixFilePermissions.fromString("rw-r-----"), Files.getPosixFilePermissions(file()));
    }
  }

  @Test
  void a_torn_line_is_cut_off() throws Exception {
    open();
    Files.writeString(file(), "whole\n" + "torn".repeat(3000));
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
    }
    List<String> lines = Files.readAllLines(file());
    assertEquals(3, lines.size());
    assertEquals("whole", lines.get(0));
    assertTrue(lines.get(1).startsWith("{\"schema\""));
  }

  @Test
  void nothing_but_a_torn_line_is_cut_off() throws Exception {
    open();
    Files.writeString(file(), "torn");
    try (Sink sink = sink()) {
      assertEquals(delivered(1), sink.deliver(drifts(1, 1)));
    }
    assertTrue(Files.readString(file()).startsWith("{\"schema\""));
    assertArrived(drifts(1, 1));
  }

  @Test
  void a_link_is_not_followed() throws Exception {
    open();
    Path target = Files.writeString(folder.resolve("target"), "kept");
    Files.createSymbolicLink(file(), target);
    try (Sink sink = sink()) {
      assertInstanceOf(Receipt.Failed.class, sink.deliver(drifts(1, 1)).get(0));
    }
    assertEquals("kept", Files.readString(target));
  }

  @Test
  void what_is_no_file_is_a_failure() throws Exception {
    open();
    Files.createDirectory(file());
    try (Sink sink = sink()) {
      assertInstanceOf(Receipt.Failed.class, sink.deliver(drifts(1, 1)).get(0));
    }
  }

  @Test
  void files_are_rotated_by_size_and_only_so_many_kept() throws Exception {
    Path file = folder.resolve("f");
    try (LineFile lines = new LineFile(file, 10, 2)) {
      for (int i = 1; i <= 9; i++) {
        lines.append(("line" + i + "\n").getBytes(UTF_8));
        lines.force();
      }
    }
    assertEquals("line9\n", Files.readString(file));
    assertEquals("line8\n", Files.readString(folder.resolve("f.1")));
    assertEquals("line7\n", Files.readString(folder.resolve("f.2")));
    assertTrue(!Files.exists(folder.resolve("f.3")));
  }

  @Test
  void lines_that_fit_share_a_file_and_a_long_one_has_its_own() throws Exception {
    Path file = folder.resolve("f");
    try (LineFile lines = new LineFile(file, 10, 5)) {
      lines.append("1234\n".getBytes(UTF_8));
      lines.append("5678\n".getBytes(UTF_8));
      lines.append("longer than ten\n".getBytes(UTF_8));
      lines.append("9\n".getBytes(UTF_8));
      lines.force();
    }
    assertEquals("9\n", Files.readString(file));
    assertEquals("longer than ten\n", Files.readString(folder.resolve("f.1")));
    assertEquals("1234\n5678\n", Files.readString(folder.resolve("f.2")));
  }

  @Test
  void nothing_rotated_is_kept_when_none_shall_be() throws Exception {
    Path file = folder.resolve("f");
    try (LineFile lines = new LineFile(file, 5, 0)) {
      lines.append("1234\n".getBytes(UTF_8));
      lines.append("5678\n".getBytes(UTF_8));
    }
    assertEquals("5678\n", Files.readString(file));
    assertTrue(!Files.exists(folder.resolve("f.1")));
  }

  /** Every write to this device fails as on a full disk. */
  @Test
  void a_device_is_refused_before_anything_is_written() {
    try (LineFile lines = new LineFile(Path.of("/dev/full"), 100, 0)) {
      assertThrows(IOException.class, () -> lines.append("1\n".getBytes(UTF_8)));
    }
  }

  @Test
  void what_others_append_meanwhile_is_kept() throws Exception {
    Path file = folder.resolve("f");
    try (LineFile lines = new LineFile(file, 100, 0)) {
      lines.append("ours\n".getBytes(UTF_8));
      Files.writeString(file, "theirs\n", StandardOpenOption.APPEND);
      lines.append("ours\n".getBytes(UTF_8));
    }
    assertEquals("ours\ntheirs\nours\n", Files.readString(file));
  }
}
