package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RelpFrameTest {
  private static RelpFrame read(String bytes) throws IOException {
    return RelpFrame.read(new ByteArrayInputStream(bytes.getBytes(US_ASCII)));
  }

  @Property(tries = 500)
  void what_is_written_is_read(
      @ForAll @IntRange(max = RelpFrame.MAX_NUMBER) int number,
      @ForAll @AlphaChars @StringLength(min = 1, max = 32) String command,
      @ForAll @AlphaChars @StringLength(max = RelpFrame.KEPT) String data)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RelpFrame.write(out, number, command, data.getBytes(US_ASCII));
    RelpFrame.write(out, 1, "rsp", "200 OK".getBytes(US_ASCII));
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertEquals(new RelpFrame(number, command, data), RelpFrame.read(in));
    assertEquals(new RelpFrame(1, "rsp", "200 OK"), RelpFrame.read(in));
    assertEquals(0, in.available());
  }

  @Test
  void frames_of_librelp_are_read() throws IOException {
    assertEquals(new RelpFrame(0, "serverclose", ""), read("0 serverclose 0\n"));
    assertEquals(new RelpFrame(2, "rsp", "200 OK"), read("2 rsp 6 200 OK\n"));
    assertEquals(
        new RelpFrame(1, "rsp", "200 OK\nrelp_version=0"),
        read("1 rsp 21 200 OK\nrelp_version=0\n"));
  }

  @Test
  void of_a_long_frame_only_the_start_is_kept() throws IOException {
    assertEquals("x".repeat(300), read("1 rsp 5000 " + "x".repeat(5000) + "\n").data());
  }

  @Test
  void what_is_no_frame_is_refused() {
    for (String wrong :
        new String[] {
          "\n",
          " rsp 0\n",
          "x rsp 0\n",
          "-1 rsp 0\n",
          "1  0\n",
          "1 rsp\n",
          "1 rsp -1\n",
          "1 rsp 1\n",
          "1 rsp 2 abc\n",
          "1 rsp 131073 ",
          "1 rsp 999999999 ",
          "1 rsp 9999999999 ",
          "1234567890 rsp 0\n",
          "1 " + "r".repeat(33) + " 0\n",
          "1 r\u001bp 0\n"
        }) {
      IOException refused = assertThrows(IOException.class, () -> read(wrong), wrong);
      assertEquals("relp: malformed frame", refused.getMessage(), wrong);
    }
  }

  @Test
  void a_frame_that_ends_early_is_an_end() {
    String frame = "1 rsp 6 200 OK\n";
    for (int i = 0; i < frame.length(); i++) {
      String start = frame.substring(0, i);
      assertThrows(EOFException.class, () -> read(start), start);
    }
  }

  @Property(tries = 2000)
  void any_bytes_are_a_frame_or_refused(@ForAll long seed) {
    tryOne(new Random(seed));
  }

  @Test
  @Tag("fuzz")
  void any_bytes_are_a_frame_or_refused_for_long() {
    long end = System.nanoTime() + Long.getLong("fuzz.seconds", 20) * 1_000_000_000L;
    for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
      try {
        tryOne(new Random(seed));
      } catch (RuntimeException | Error crash) {
        throw new AssertionError("seed " + seed, crash);
      }
    }
  }

  /** A frame with some bytes changed. */
  private static void tryOne(Random random) {
    byte[] bytes =
        ("12 rsp 30 200 OK " + "x".repeat(23) + "\n0 serverclose 0\n").getBytes(US_ASCII);
    for (int i = random.nextInt(6); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "0123456789 \n-".charAt(random.nextInt(13));
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    try {
      while (true) {
        RelpFrame frame = RelpFrame.read(in);
        assertEquals(frame, new RelpFrame(frame.number(), frame.command(), frame.data()));
      }
    } catch (IOException refused) {
      // also at the end
    }
  }
}
