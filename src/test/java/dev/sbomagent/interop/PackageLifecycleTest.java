package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Debian package, installed, upgraded, removed and purged under a live systemd. */
@Tag("interop")
class PackageLifecycleTest {
  private static final String UPGRADE =
      """
      dpkg-deb -R agent.deb tree
      sed -i 's/^Version: .*/Version: 9.9/' tree/DEBIAN/control
      echo '# new' >>tree/etc/sbom-agent/agent.yaml
      dpkg-deb -Zgzip -z1 --root-owner-group --build tree newer.deb >/dev/null
      """;

  @Test
  void from_installation_to_purge_and_back() {
    try (Booted machine = Booted.bare("lifecycle")) {
      Tool.of("cp", Peers.deb().toString(), machine.path("/agent.deb").toString()).must();
      assertEquals(
          List.of(
              "installed: active active enabled enabled",
              "user: sbom-agent sbom-agent-ship",
              "upgraded: active active enabled enabled",
              "restarted",
              "kept: heartbeat",
              "disabled stays: inactive inactive disabled disabled",
              "removed: /etc/sbom-agent /var/lib/sbom-agent",
              "purged:",
              "users: 0",
              "again: active active enabled enabled"),
          machine.run(
              """
              cd /
              state() { echo $(systemctl is-active sbom-agent.service sbom-agent-ship.path;
                systemctl is-enabled sbom-agent.service sbom-agent-ship.path); }
              quietly() { "$@" >said 2>&1 || { echo "failed: $*"; cat said; }; }
              """
                  + UPGRADE
                  + """
              quietly dpkg -i agent.deb
              echo "installed: $(state)"
              echo user: $(getent passwd sbom-agent sbom-agent-ship | cut -d: -f1)
              printf 'heartbeat:\\n  interval: 2h\\n' >/etc/sbom-agent/agent.yaml
              before=$(main)
              quietly dpkg --force-confdef --force-confold -i newer.deb
              echo "upgraded: $(state)"
              [ $(main) != $before ] && echo restarted
              echo "kept: $(sed -n 's/:$//p' /etc/sbom-agent/agent.yaml)"
              quietly systemctl disable --now sbom-agent.service sbom-agent-ship.path
              quietly dpkg --force-confdef --force-confold -i newer.deb
              echo "disabled stays: $(state)"
              quietly systemctl enable --now sbom-agent.service sbom-agent-ship.path
              quietly dpkg -r sbom-agent
              echo removed: $(ls -d /etc/sbom-agent /var/lib/sbom-agent /usr/lib/sbom-agent 2>/dev/null)
              quietly dpkg -P sbom-agent
              echo purged: $(find / -xdev -name '*sbom-agent*' -not -path '/proc/*' -not -path '/tree/*' \\
                -not -path '/var/log/*')
              echo users: $(getent passwd | grep -c sbom-agent)
              quietly dpkg -i agent.deb
              until_ 20 'systemctl is-active sbom-agent'
              echo "again: $(state)"
              """));
    }
  }

  @Test
  void an_upgrade_under_way_is_no_alarm_of_the_agent_about_itself() {
    try (Booted machine = Booted.inSync("upgrade")) {
      Tool.of("cp", Peers.deb().toString(), machine.path("/agent.deb").toString()).must();
      assertEquals(
          List.of("impaired 0", "active"),
          machine.run(
              """
              checked
              cd /
              dpkg -i agent.deb >said 2>&1 || cat said
              checked 2
              sleep 4
              echo impaired $(events agent_impaired)
              systemctl is-active sbom-agent
              """));
    }
  }
}
