package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * One life of a machine of the golden image: it starts, a package is installed, its key is taken
 * away. What it said, what arrived outside, and what it cost.
 */
@Tag("vm")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineAlertsTest {
  /** How often the package is installed and removed before, with a check after each. */
  private static final int CYCLES = Integer.getInteger("interop.cycles", 0);

  private static final List<String> UNITS = List.of("sbom-agent", "sbom-agent-ship");

  private static final String PAYLOAD =
      """
      heard 1 heartbeat
      told heartbeat
      install() { apt-get -qq -y install ./*.deb >apt 2>&1 || cat apt; }
      for cycle in $(seq %d); do
        install
        heard $cycle drift opened
        dpkg --purge hello >/dev/null 2>&1
        heard $cycle drift resolved
      done
      install
      heard %d drift
      rm /etc/sbom-agent/trust/*.pub
      heard 1 artifact_changed
      # Security Hub takes what is critical within a minute, and then all the rest, too
      delivered network-syslog cloudwatch security-hub
      bash ./group sbom-agent
      cat groups
      """;

  private final Outside outside = new Outside();
  private final Machine machine = outside.of(new Machine("alerts"));
  private List<String> said = List.of();

  @BeforeAll
  void live() {
    machine
        .give(new Debs(Peers.work("machine-debs")).real("hello"))
        .write("payload/group", ControlGroups.SCRIPT)
        .write(
            "systemd/system/sbom-agent-ship.service.d/group.conf",
            "[Service]\nExecStopPost=+/bin/bash /run/payload/group sbom-agent-ship\n")
        .write(
            "systemd/system/sbom-agent-ship.timer.d/often.conf",
            "[Timer]\nOnUnitInactiveSec=\nOnUnitInactiveSec=5s\n");
    try (Boot boot = machine.boot(PAYLOAD.formatted(CYCLES, 2 * CYCLES + 1))) {
      said = boot.said();
    }
  }

  @AfterAll
  void end() {
    machine.close();
    outside.close();
  }

  @Test
  void its_first_report_is_in_sync() {
    assertTrue(said.get(0).startsWith("info in-sync"), () -> said.get(0));
  }

  @Test
  void an_installed_package_is_an_alert_at_a_syslog_server() {
    assertEquals(CYCLES + 1, named(outside.syslog()).count());
  }

  @Test
  void an_installed_package_is_an_alert_in_the_logs_and_a_finding_in_aws() {
    assertEquals(CYCLES + 1, named(outside.logs()).count());
    // each time it is the same finding
    assertEquals(1, named(outside.findings()).map(each -> each.text("Id")).distinct().count());
  }

  /** Those that name the package. */
  private static Stream<Json> named(List<Json> all) {
    return all.stream().filter(each -> each.toString().contains("hello"));
  }

  @Test
  void limits_are_those_of_the_units() {
    ControlGroups groups = new ControlGroups(said);
    for (String unit : UNITS) {
      assertEquals(ControlGroups.limits(unit), groups.limitsOf(unit));
    }
  }

  @Test
  void it_stays_within_its_limits_with_512_megabytes() {
    UNITS.forEach(new ControlGroups(said)::assertRoom);
  }
}
