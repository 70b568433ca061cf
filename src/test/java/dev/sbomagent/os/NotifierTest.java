package dev.sbomagent.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NotifierTest {
  @TempDir Path folder;

  @Test
  void each_state_is_told_as_systemd_reads_it() {
    String address = folder.resolve("notify").toString();
    try (BoundDatagram manager = BoundDatagram.at(address)) {
      Notifier notifier = Notifier.of(Optional.of(address));
      notifier.ready();
      notifier.watchdog();
      notifier.status("in sync\nREADY=1\u001b[0m, next check at 12:00");
      notifier.stopping();
      assertEquals("READY=1", manager.nextText());
      assertEquals("WATCHDOG=1", manager.nextText());
      assertEquals("STATUS=in sync READY=1 [0m, next check at 12:00", manager.nextText());
      assertEquals("STOPPING=1", manager.nextText());
    }
  }

  @Test
  void a_reload_carries_the_monotonic_clock() throws IOException {
    String address = folder.resolve("notify").toString();
    try (BoundDatagram manager = BoundDatagram.at(address)) {
      Notifier.of(Optional.of(address)).reloading();
      String told = manager.nextText();
      String before = "RELOADING=1\nMONOTONIC_USEC=";
      assertTrue(told.startsWith(before), told);
      long micros = Long.parseLong(told.substring(before.length()));
      // uptime also counts sleep, which this machine had none of or not in these minutes
      String up = Files.readString(Path.of("/proc/uptime"));
      double uptime = Double.parseDouble(up.substring(0, up.indexOf(' ')));
      assertTrue(micros > 0 && micros / 1e6 < uptime + 1, told + " but up for " + uptime);
    }
  }

  @Test
  void nobody_to_tell_is_no_failure() {
    for (Notifier notifier :
        new Notifier[] {
          Notifier.of(Optional.empty()),
          Notifier.of(Optional.of("")),
          Notifier.of(Optional.of(folder.resolve("missing").toString())),
          Notifier.of(Optional.of("vsock:2:1234"))
        }) {
      notifier.ready();
      notifier.status("words");
      notifier.reloading();
      notifier.stopping();
    }
  }

  @Test
  void a_long_status_is_cut() {
    String address = "@" + folder.getFileName();
    try (BoundDatagram manager = BoundDatagram.at(address)) {
      Notifier.of(Optional.of(address)).status("é".repeat(1000));
      assertEquals("STATUS=" + "é".repeat(500), manager.nextText());
    }
  }
}
