package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to a machine, and what its journal, its syslog and a collector then have. */
@Tag("interop")
class BootedEventsTest {
  static final String SINKS =
      """
      sinks:
        - type: journald
        - type: syslog
        - type: network-syslog
          host: 127.0.0.1
          transport: tcp
          port: 2514
      """;

  /** What makes an rsyslog the collector. */
  static final String COLLECTOR =
      """
      module(load="imptcp")
      input(type="imptcp" port="2514" ruleset="collected")
      template(name="raw" type="string" string="%msg%\\n")
      ruleset(name="collected") { action(type="omfile" file="/var/log/collected" template="raw") }
      """;

  @Test
  void drift_by_apt_reaches_journal_and_syslog_at_once_and_a_collector_when_it_is_there() {
    try (Booted machine =
        Booted.inSync("drift")
            .write("/etc/sbom-agent/agent.yaml", SINKS)
            .write("/collector.conf", COLLECTOR)
            .give(debs("drifted"))) {
      assertEquals(
          List.of(
              "journal in time",
              "syslog in time",
              "medium 1 finding: 1 added",
              "added deb drifted 1.0",
              "waiting for a collector",
              "collector has 1 2 3",
              "medium resolved: 1 finding: 1 added"),
          machine.run(
              """
              checked
              apt-get -qq -y install ./drifted_1.0.deb >apt 2>&1 || cat apt
              until_ 15 '[ $(events drift) -ge 1 ]' && echo journal in time
              until_ 15 'grep -q "added deb drifted 1.0" /var/log/auth.log' && echo syslog in time
              told drift
              journalctl -b -o cat SBOM_EVENT_TYPE=drift SBOM_CHANGE_INDEX=1
              until_ 30 'grep -q refused /var/lib/sbom-agent-ship/progress/network-syslog'
              echo waiting for a collector
              mv /collector.conf /etc/rsyslog.d/
              systemctl restart rsyslog
              until_ 100 'grep -q "drifted" /var/log/collected'
              echo collector has $(grep -o '"seq":[0-9]*,"chain"' /var/log/collected | grep -o '[0-9]*' | sort -un)
              dpkg --purge drifted >/dev/null 2>&1
              until_ 15 '[ $(told drift | grep -c resolved) = 1 ]'
              told drift | grep resolved | sed 's/^info/medium/'
              """));
    }
  }

  @Test
  void an_altered_golden_and_a_removed_key_are_said_at_once() {
    try (Booted machine = Booted.inSync("artifacts")) {
      assertEquals(
          List.of(
              "critical golden altered: '/etc/sbom-agent/golden.cdx.json', no golden is trusted now",
              "medium golden altered: '/etc/sbom-agent/golden.cdx.json', the golden verifies",
              "critical key removed: '/etc/sbom-agent/trust/key.pub', no golden is trusted now",
              "bad-signature no-trusted-key"),
          machine.run(
              """
              checked
              cd /etc/sbom-agent
              cp golden.cdx.json /root/; sed -i '1s/$/ /' golden.cdx.json
              until_ 15 '[ $(events verification_failure) -ge 1 ]'
              cat /root/golden.cdx.json >golden.cdx.json
              until_ 15 '[ $(told verification_failure | grep -c resolved) = 1 ]'
              rm trust/key.pub
              until_ 15 '[ $(events verification_failure) -ge 3 ]'
              told artifact_changed
              echo $(journalctl -b -o json SBOM_EVENT_TYPE=verification_failure SBOM_TRANSITION=opened |
                grep -o '"SBOM_REASON":"[a-z-]*"' | cut -d'"' -f4)
              """));
    }
  }

  @Test
  void on_a_full_disk_drift_is_said_all_the_same() {
    try (Booted machine = Booted.inSync("full").give(debs("drifted"))) {
      assertEquals(
          List.of("full", "medium 1 finding: 1 added", "active", "in order"),
          machine.run(
              """
              checked
              systemctl stop sbom-agent
              cp -a /var/lib/sbom-agent /root/kept
              mount -t tmpfs -o size=2m,mode=750,uid=sbom-agent,gid=sbom-agent none /var/lib/sbom-agent
              cp -a /root/kept/. /var/lib/sbom-agent/
              systemctl start sbom-agent
              checked 2
              dd if=/dev/zero of=/var/lib/sbom-agent/fill bs=4k 2>/dev/null
              [ $(df --output=avail /var/lib/sbom-agent | tail -n 1) = 0 ] && echo full
              dpkg -i drifted_1.0.deb >/dev/null 2>&1
              until_ 15 '[ $(events drift) -ge 1 ]'
              told drift
              systemctl is-active sbom-agent
              journalctl -b -o json SBOM_EVENT_TYPE=drift | grep -o '"SBOM_SEQ":"[0-9]*"' | head -n 1 |
                grep -qE '[5-9]' && echo in order
              """));
    }
  }

  @Test
  void a_hundred_restarts_lose_nothing() {
    try (Booted machine =
        Booted.inSync("restarts")
            .write(
                "/etc/sbom-agent/agent.yaml",
                "sinks:\\n  - type: file\\n    path: /var/lib/sbom-agent/events\\n"
                    .translateEscapes())) {
      List<String> said =
          machine.run(
              """
              drop_in RestartSec=0
              for restart in $(seq 50); do
                systemctl restart sbom-agent
                before=$(main)
                kill -9 $before
                until_ 20 "systemctl is-active sbom-agent && [ \\$(main) != $before ]"
              done
              systemctl stop sbom-agent; systemctl start sbom-agent; sleep 3; systemctl stop sbom-agent
              cat /var/lib/sbom-agent/events >events
              echo $(systemctl show -p Result --value sbom-agent)
              """);
      assertEquals(List.of("success"), said);
      assertChain(machine.lines("events"));
    }
  }

  /** Sequence and hashes without a gap; what was sent again is the same again. */
  private static void assertChain(List<String> lines) {
    List<Json> events = new ArrayList<>();
    for (String line : lines) {
      Json event = Json.parse(line);
      if (event.text("schema").equals("sbom-agent/event/1")) {
        int number = Integer.parseInt(event.text("seq"));
        if (number == events.size() + 1) {
          events.add(event);
        } else {
          assertEquals(events.get(number - 1).text("hash"), event.text("hash"));
        }
      }
    }
    String before = "sha256:" + "0".repeat(64);
    for (Json event : events) {
      assertEquals(before, event.text("prev_hash"));
      before = event.text("hash");
    }
    // a life that was ended within its first moments had nothing to say yet
    assertEquals(true, events.size() > 20, () -> "only " + events.size());
  }

  private static java.nio.file.Path debs(String name) {
    return new Debs(Peers.work("booted-debs-" + System.nanoTime())).build(name, "1.0");
  }
}
