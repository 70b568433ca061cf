package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The installed services under a real systemd: they start, are killed, hang, stop. */
@Tag("interop")
class BootedServiceTest {
  @Test
  void an_untouched_machine_is_in_sync_and_its_boot_does_not_wait() {
    try (Booted machine = Booted.inSync("untouched")) {
      assertEquals(
          List.of(
              "active active active",
              "status 0",
              "in-sync",
              "status text: in-sync, checked at",
              "impaired 0",
              "same places excluded",
              "boot waits for 0",
              "filters programs: 2",
              "no network: lo",
              "may: 0000000000000004"),
          machine.run(
              """
              checked
              echo $(systemctl is-active sbom-agent sbom-agent-ship.path rsyslog)
              sbom-agent status --quiet; echo status $?
              told heartbeat | cut -d' ' -f2
              echo "status text: $(systemctl show -p StatusText --value sbom-agent | cut -d' ' -f1-3)"
              echo impaired $(events agent_impaired)
              look() { sbom-agent check --format json | sed -n '/"excluded"/,/\\]/p'; }
              nsenter -t $(main) -m bash -c "$(declare -f look); look" >inside
              look >outside
              diff inside outside && echo same places excluded
              echo "boot waits for $(systemctl show -p After multi-user.target | grep -c sbom-agent.service)"
              echo "filters programs: $(sed -n 's/^Seccomp:\\t//p' /proc/$(main)/status)"
              echo "no network: $(nsenter -t $(main) -n ip -o link | sed 's/.*: \\(.*\\): .*/\\1/')"
              echo "may: $(sed -n 's/^CapEff:\\t//p' /proc/$(main)/status)"
              """));
    }
  }

  @Test
  void six_kills_do_not_silence_it() {
    try (Booted machine = Booted.inSync("kills")) {
      assertEquals(
          List.of("active", "started 7", "not stopped before 6"),
          machine.run(
              """
              drop_in RestartSec=200ms
              checked
              for kill in 1 2 3 4 5 6; do
                kill -9 $(main)
                until_ 30 "[ \\$(events agent_start) -gt $kill ]"
              done
              systemctl is-active sbom-agent
              echo started $(events agent_start)
              echo not stopped before $(told agent_start | grep -c 'without having been stopped')
              """));
    }
  }

  @Test
  void the_watchdog_bites_when_the_checking_thread_hangs() {
    try (Booted machine = Booted.inSync("watchdog")) {
      assertEquals(
          List.of("lives 0", "Watchdog timeout (limit 10s)!", "started again", "active"),
          machine.run(
              """
              checked
              drop_in WatchdogSec=10s RestartSec=200ms
              systemctl restart sbom-agent
              checked 2
              # longer than the limit
              sleep 12
              echo lives $(systemctl show -p NRestarts --value sbom-agent)
              thread=$(grep -lx check /proc/$(main)/task/*/comm | cut -d/ -f5)
              # the thread's next look at a clock or a file takes a minute
              strace -qq -o /dev/null -p $thread -e inject=all:delay_enter=60000000 2>/dev/null &
              strace=$!; disown
              until_ 30 'journalctl -b -u sbom-agent | grep "Watchdog timeout"'
              # what is traced cannot be reaped
              kill -9 $strace
              until_ 30 '[ $(events agent_start) -ge 3 ]'
              journalctl -b -o cat -u sbom-agent | grep -o 'Watchdog timeout.*'
              told agent_start | tail -n 1 | grep -o 'started again'
              systemctl is-active sbom-agent
              """));
    }
  }

  @Test
  void it_stops_within_five_seconds_and_reads_its_configuration_again() {
    try (Booted machine = Booted.inSync("reload")) {
      assertEquals(
          List.of(
              "reloaded 0",
              "reloaded 0",
              "medium the configuration before stays in force",
              "active",
              "stopped in time 3 of 3",
              "success"),
          machine.run(
              """
              checked
              systemctl reload sbom-agent; echo reloaded $?
              echo 'nonsense: 1' >>/etc/sbom-agent/agent.yaml
              systemctl reload sbom-agent; echo reloaded $?
              until_ 10 '[ $(events config_rejected) = 1 ]'
              told config_rejected | cut -d: -f1
              sed -i '$d' /etc/sbom-agent/agent.yaml
              systemctl is-active sbom-agent
              good=0
              for wait in 0 .3 3; do
                sleep $wait; from=$(milliseconds)
                systemctl stop sbom-agent
                [ $(($(milliseconds) - from)) -lt 5000 ] && good=$((good + 1))
                systemctl start sbom-agent
              done
              echo stopped in time $good of 3
              systemctl show -p Result --value sbom-agent
              """));
    }
  }

  @Test
  void one_process_instead_of_two_goes_on_where_they_were() {
    try (Booted machine =
        Booted.inSync("single")
            .write("/etc/sbom-agent/agent.yaml", BootedEventsTest.SINKS)
            .write("/etc/rsyslog.d/collector.conf", BootedEventsTest.COLLECTOR)) {
      assertEquals(
          List.of("delivered", "delivered", "active inactive inactive", "none lost, none twice"),
          machine.run(
              """
              collected() { grep -o '"seq":[0-9]*,"chain"' /var/log/collected | grep -o '[0-9]*'; }
              delivered() { until_ 100 "collected | grep -qx $1" && echo delivered; }
              checked
              delivered 2
              install -D -m 644 -t /etc/systemd/system/sbom-agent.service.d \
                  /usr/share/doc/sbom-agent/examples/single-process.conf
              systemctl daemon-reload
              systemctl -q disable --now sbom-agent-ship.path
              systemctl restart sbom-agent
              checked 2
              delivered 5
              echo $(systemctl is-active sbom-agent sbom-agent-ship.path sbom-agent-ship)
              diff <(collected) <(seq $(collected | tail -n 1)) && echo none lost, none twice
              """));
    }
  }

  @Test
  void what_its_sandbox_hides_is_said() {
    try (Booted machine = Booted.inSync("blinded")) {
      assertEquals(
          List.of(
              "high the agent is blinded: its sandbox hides '/home'; blinded: its sandbox hides"
                  + " '/opt'; blinded: its sandbox hides '/root'; blinded: its sandbox hides"
                  + " '/tmp'; blinded: its sandbox hides '/var/tmp'",
              "high the agent is blinded: not every file can be read without CAP_DAC_READ_SEARCH"
                  + " or root",
              "status 2"),
          machine.run(
              """
              drop_in ProtectHome=yes InaccessiblePaths=/opt BindReadOnlyPaths=
              systemctl restart sbom-agent
              until_ 30 '[ $(events agent_impaired) = 1 ]'
              drop_in AmbientCapabilities= CapabilityBoundingSet=
              systemctl restart sbom-agent
              until_ 30 '[ $(events agent_impaired) = 2 ]'
              told agent_impaired
              sbom-agent status --quiet; echo status $?
              """));
    }
  }

  @Test
  void an_altered_file_of_the_package_is_said() {
    try (Booted machine = Booted.inSync("altered")) {
      machine.run("echo x >>/usr/lib/sbom-agent/*/runtime/release; sync");
      assertEquals(
          List.of("critical the agent is altered: its files differ from its SBOM: altered"),
          machine.run(
              """
              until_ 60 '[ $(events agent_impaired) = 1 ]'
              told agent_impaired | sed "s, '/usr/lib/sbom-agent/[0-9a-f]*/runtime/release'$,,"
              """));
    }
  }
}
