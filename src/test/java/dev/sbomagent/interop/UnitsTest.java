package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How exposed the services are, as {@code systemd-analyze security} of systemd 252 judges. */
@Tag("interop")
class UnitsTest {
  private static final Path WORK = Peers.work("units");

  /** Bounds in tenths; better is welcome. */
  @Test
  void exposure_stays_within_bounds() {
    assertExposure("sbom-agent.service", 9);
    assertExposure("sbom-agent-ship.service", 11);
  }

  @Test
  void exposure_of_the_shipper_with_its_addresses_named() {
    copied("sbom-agent-ship.service", "addresses.conf");
    assertExposure(WORK.resolve("sbom-agent-ship.service"), 10);
  }

  @Test
  void exposure_as_one_process() {
    copied("sbom-agent.service", "single-process.conf");
    assertExposure(WORK.resolve("sbom-agent.service"), 18);
  }

  private static void copied(String unit, String dropIn) {
    Path folder = WORK.resolve(unit + ".d");
    Path units = Peers.PROJECT.resolve("systemd");
    Tool.of("mkdir", "-p", folder.toString()).must();
    Tool.of("cp", units.resolve(unit).toString(), WORK.toString()).must();
    Tool.of("cp", units.resolve("examples/" + dropIn).toString(), folder.toString()).must();
  }

  private static void assertExposure(String unit, int tenths) {
    assertExposure(Peers.PROJECT.resolve("systemd/" + unit), tenths);
  }

  private static void assertExposure(Path unit, int tenths) {
    Tool.Ended ended =
        Tool.of("systemd-analyze", "security", "--offline=yes", "--no-pager")
            .with("--threshold=" + tenths, unit.toString())
            .run();
    assertEquals(0, ended.status(), () -> ended.out() + ended.err());
  }
}
