package dev.sbomagent.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A Debian 12 with the agent's package, that systemd-nspawn boots for one payload: a shell script
 * whose lines of output are the answers. Every machine begins as the same one.
 */
final class Booted implements AutoCloseable {
  private static final Path WORK = Peers.work("booted");

  /** Runs the payload when the machine is up. */
  private static final String UNIT =
      """
      [Unit]
      After=multi-user.target
      [Service]
      Type=oneshot
      TimeoutStartSec=infinity
      ExecStart=/bin/bash -c 'cd /payload; bash ./payload >said 2>&1; echo $? >status; \
      journalctl -b -o short-precise >journal'
      ExecStopPost=/bin/systemctl poweroff --no-block
      [Install]
      WantedBy=graphical.target
      """;

  /** What every payload may use, here and in a {@link Machine}. */
  static final String WORDS =
      """
      # until_ SECONDS COMMAND: waits for it to succeed
      until_() {
        local left=$(($1 * 10)); shift
        while ! eval "$*" >/dev/null 2>&1; do
          left=$((left - 1)); [ $left -gt 0 ] || { echo "never: $*"; return 1; }
          sleep .1
        done
      }
      milliseconds() { echo $(($(date +%s%N) / 1000000)); }
      # once: of lines with an event's id, the first each; who is killed may deliver its last event again, marked
      once() { awk 'match($0, /"SBOM_EVENT_ID":"[^"]*"/) && !seen[substr($0, RSTART, RLENGTH)]++'; }
      # events TYPE: how many of them the journal has; told TYPE: their severities and messages
      events() { journalctl -b -o json SBOM_EVENT_TYPE=$1 | once | grep -c .; }
      told() {
        journalctl -b -o json SBOM_EVENT_TYPE=$1 \
            --output-fields=SBOM_EVENT_ID,SBOM_SEVERITY,MESSAGE,SBOM_CHANGE_ID |
          grep -v SBOM_CHANGE_ID | once |
          sed 's/.*"SBOM_SEVERITY":"\\([a-z]*\\)".*/\\1 &/; s/ .*"MESSAGE":"\\([^"]*\\)".*/ \\1/'
      }
      main() { systemctl show -p MainPID --value sbom-agent; }
      drop_in() {
        mkdir -p /etc/systemd/system/sbom-agent.service.d
        { echo '[Service]'; printf '%s\\n' "$@"; } >/etc/systemd/system/sbom-agent.service.d/test.conf
        systemctl daemon-reload
      }
      checked() { until_ 60 "[ \\$(events heartbeat) -ge ${1:-1} ]"; }
      """;

  private final Root root;
  private final Path folder;

  private Booted(Root root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** A machine with the agent installed and a golden of itself, not booted yet. */
  static Booted inSync(String name) {
    return new Booted(Root.copyOf(Installed.ROOT.path()), folder(name));
  }

  /** A machine that never had the agent, not booted yet. */
  static Booted bare(String name) {
    return new Booted(bare(), folder(name));
  }

  private static Path folder(String name) {
    Path folder = WORK.resolve(name);
    Tool.of("mkdir", folder.toString()).must();
    return folder;
  }

  private static Root bare() {
    Root root = Root.copyOf(Peers.booted());
    Tool.write(root.path("/etc/systemd/system/payload.service"), UNIT);
    root.sh(
        """
        rm -f /usr/sbin/policy-rc.d
        systemctl -q enable payload.service
        systemctl -q set-default graphical.target
        systemctl -q mask apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer getty.target
        """);
    return root;
  }

  /** Made once: the layer below every machine. */
  private static final class Installed {
    static final Root ROOT = make();

    private static Root make() {
      Root root = bare();
      root.dpkg("-i", Peers.deb());
      root.sh(
          """
          cd /etc/sbom-agent
          export COSIGN_PASSWORD=worthless
          sbom-agent keygen --output-key-prefix /root/key --quiet
          cp /root/key.pub trust/
          sbom-agent baseline -o golden.cdx.json
          sbom-agent sign golden.cdx.json --key /root/key.key --quiet
          """);
      Runtime.getRuntime().addShutdownHook(new Thread(root::close));
      return root;
    }
  }

  /** A path inside the machine, as this one sees it. */
  Path path(String inside) {
    return root.path(inside);
  }

  Booted write(String inside, String text) {
    Tool.write(path(inside), text);
    return this;
  }

  /** Puts a file where the payload is. */
  Booted give(Path file) {
    Tool.of("cp", file.toString(), folder.toString()).must();
    return this;
  }

  /** Boots it, and returns what the payload said, a line each. */
  List<String> run(String payload) {
    Tool.write(folder.resolve("payload"), "ip link set lo up\n" + WORDS + payload);
    Tool.of(Peers.script("boot"), root.path().toString(), folder.toString()).must();
    List<String> said = lines("said");
    if (!lines("status").equals(List.of("0"))) {
      throw new AssertionError("status " + lines("status") + " of the payload\n" + said);
    }
    return said;
  }

  /** Lines of a file that the payload left. */
  List<String> lines(String file) {
    try {
      return new ArrayList<>(Files.readAllLines(folder.resolve(file)));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    root.close();
  }
}
