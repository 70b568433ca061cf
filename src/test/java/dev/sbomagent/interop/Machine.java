package dev.sbomagent.interop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A virtual machine of the golden image with 512 MB, by qemu without KVM. The image is never
 * written to: what the machine writes is an overlay, which its next boot finds again. What a test
 * brings, a payload and settings, comes with the initial RAM disk and lies below {@code /run}.
 */
final class Machine implements AutoCloseable {
  private static final String NET = "169.254.169.";

  /** What the initial RAM disk does once the root is mounted; its scripts are sourced by this. */
  private static final String HOOK =
      """
      mount -o bind /run "$rootmnt/run"
      chroot "$rootmnt" tar -x -o -f - -C /run <"/seed.tar"
      umount "$rootmnt/run"
      cat "$rootmnt/etc/sbom-agent/agent.yaml" /sinks >/run/payload/agent.yaml
      """;

  /** Started when all else is, so that nothing waits for it. */
  private static final String UNIT =
      """
      [Unit]
      After=multi-user.target
      [Service]
      ExecStart=/bin/bash -c 'exec >/dev/ttyS1 2>&1; cd /run/payload; bash ./payload; status=$$?; \
      [ $$status = 0 ] || journalctl -b -n 200 -o short-precise; echo status $$status'
      """;

  /**
   * What payloads may use, too. They wait without working: a processor is slow here, and shared.
   */
  private static final String WORDS =
      """
      # heard COUNT TYPE [TRANSITION]: waits for so many events in the journal
      heard() {
        grep -c -m $1 . < <(journalctl -b -f -n all -o json SBOM_EVENT_TYPE=$2 ${3:+SBOM_TRANSITION=$3} |
          grep --line-buffered -v SBOM_CHANGE_ID) >heard
      }
      # delivered SINK...: waits until each has settled what is the newest event now
      delivered() {
        local sink newest=$(journalctl -b -u sbom-agent -o json --output-fields=SBOM_SEQ |
          sed -n 's/.*"SBOM_SEQ":"\\([0-9]*\\)".*/\\1/p' | tail -n 1)
        for sink; do
          until [ "$(sed 's/.*"done":\\([0-9]*\\).*/\\1/' /var/lib/sbom-agent-ship/progress/$sink)" -ge $newest ]; do
            sleep 1
          done 2>/dev/null
        done
      }
      """;

  private final Path image = Peers.image();
  private final Path folder;
  private final Path run;
  private final List<String> outside = new ArrayList<>();
  private String sinks = "";
  private List<String> processor = List.of("-accel", "tcg,thread=multi", "-smp", "2");

  /** One that is not booted yet. */
  Machine(String name) {
    folder = Peers.work("machine-" + name);
    run = folder.resolve("seed/run");
    Tool.of("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw")
        .with("-b", image.resolve("golden.raw").toString(), disk())
        .must();
    write("systemd/system/payload.service", UNIT);
  }

  private String disk() {
    return folder.resolve("disk.qcow2").toString();
  }

  /**
   * Its clock counts instructions, one for each nanosecond: a single processor slower than any that
   * is for hire today, whatever else this machine does meanwhile.
   */
  Machine counting() {
    processor = List.of("-accel", "tcg,thread=single", "-icount", "shift=0,sleep=on", "-smp", "1");
    return this;
  }

  /** A file below {@code /run}. */
  Machine write(String path, String text) {
    Tool.write(run.resolve(path), text);
    return this;
  }

  /** Puts a file where the payload is. */
  Machine give(Path file) {
    Tool.of("install", "-D", "-t", run.resolve("payload").toString(), file.toString()).must();
    return this;
  }

  /**
   * Connections to an address of the link-local network, last number and port, end at this port.
   */
  Machine outside(int number, int port, int here) {
    String forward = Peers.script("forward") + " " + here;
    outside.add(",guestfwd=tcp:" + NET + number + ":" + port + "-cmd:" + forward);
    return this;
  }

  /** The services run with these sinks, YAML, beside what the image's configuration says. */
  Machine sinks(String yaml) {
    sinks = yaml;
    for (String command : List.of("run --no-ship", "ship")) {
      String unit = command.equals("ship") ? "sbom-agent-ship" : "sbom-agent";
      write(
          "systemd/system/" + unit + ".service.d/sinks.conf",
          "[Service]\nExecStart=\nExecStart=/usr/bin/sbom-agent %s --config /run/payload/agent.yaml\n"
              .formatted(command));
    }
    return this;
  }

  /**
   * Switches it on.
   *
   * @param payload a shell script, whose lines of output are the answers
   * @param parameters more of them for the kernel and systemd
   */
  Boot boot(String payload, String... parameters) {
    write("payload/payload", Booted.WORDS + WORDS + payload);
    List<String> command =
        new ArrayList<>(
            List.of("qemu-system-x86_64", "-M", "q35", "-nodefaults", "-no-user-config"));
    command.addAll(processor);
    command.addAll(List.of("-cpu", "Nehalem", "-m", "512M", "-display", "none", "-no-reboot"));
    command.addAll(List.of("-kernel", image.resolve("vmlinuz").toString()));
    command.addAll(List.of("-initrd", initrd().toString()));
    command.addAll(
        List.of(
            "-append",
            "root=/dev/vda rw console=ttyS0 quiet loglevel=4 mitigations=off"
                + " no_timer_check panic=-1 systemd.show_status=0 systemd.wants=payload.service "
                + String.join(" ", parameters)));
    command.addAll(
        List.of("-drive", "if=none,id=root,format=qcow2,cache=writeback,file=" + disk()));
    command.addAll(List.of("-device", "virtio-blk-pci,drive=root"));
    command.addAll(List.of("-object", "rng-random,id=rng,filename=/dev/urandom"));
    command.addAll(List.of("-device", "virtio-rng-pci,rng=rng"));
    command.addAll(
        List.of(
            "-netdev", "user,id=net,restrict=on,net=" + NET + "0/24" + String.join("", outside)));
    command.addAll(List.of("-device", "virtio-net-pci,netdev=net"));
    return new Boot(command, folder);
  }

  /** The image's, and before it what unpacks the seed. */
  private Path initrd() {
    String make =
        """
        set -e
        cd "$1/seed"
        tar -c -f seed.tar -C run .
        { find scripts sinks seed.tar | cpio --quiet -o -H newc; cat "$2/initrd"; } >"$1/initrd"
        """;
    Tool.write(folder.resolve("seed/scripts/local-bottom/ORDER"), HOOK);
    Tool.write(folder.resolve("seed/sinks"), sinks);
    Tool.of("sh", "-c", make, "make", folder.toString(), image.toString()).must();
    return folder.resolve("initrd");
  }

  @Override
  public void close() {
    Tool.of("rm", "-f", disk(), folder.resolve("initrd").toString()).must();
  }
}
