package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a machine takes to its services, with the agent and without, in instructions. */
@Tag("vm")
class MachineBootTest {
  private static final int BOOTS = Integer.getInteger("interop.boots", 1);
  private static final double MAX_DELAY_SECONDS = 1;

  /** They are made at the first start, and how long it takes to find primes is a matter of luck. */
  private static final String NO_HOST_KEYS = "systemd.mask=ssh.service";

  /** Something for which a start takes ten seconds, and all that a processor can do. */
  private static final String BUSY =
      """
      [Unit]
      Before=multi-user.target
      [Service]
      Type=oneshot
      ExecStart=/bin/bash -c 'for ((i = 0; i < 600000; i++)); do :; done'
      """;

  private static final String PAYLOAD =
      """
      of() { systemctl show --value -p $1 $2; }
      from=$(of UserspaceTimestampMonotonic)
      to=$(of ActiveEnterTimestampMonotonic multi-user.target)
      echo $(of ActiveState sbom-agent | sed s/activating/active/) $(of ActiveState sbom-agent-ship.path)
      echo $((to - from))
      """;

  @Test
  void its_services_do_not_wait_for_the_agent() {
    double[] with = new double[BOOTS];
    double[] without = new double[BOOTS];
    for (int i = 0; i < BOOTS; i++) {
      with[i] = seconds("active active", "");
      without[i] =
          seconds(
              "inactive inactive",
              "systemd.mask=sbom-agent.service systemd.mask=sbom-agent-ship.path");
    }
    Arrays.sort(with);
    Arrays.sort(without);
    double delay = with[BOOTS / 2] - without[BOOTS / 2];
    String figure =
        "boot: %.2f s in user space to multi-user.target, without the agent %.2f; %d boots each"
            .formatted(with[BOOTS / 2], without[BOOTS / 2], BOOTS);
    System.out.println(figure);
    assertTrue(delay <= MAX_DELAY_SECONDS, figure);
  }

  private static double seconds(String agent, String parameters) {
    try (Machine machine =
            new Machine("boot").counting().write("systemd/system/busy.service", BUSY);
        Boot boot = machine.boot(PAYLOAD, NO_HOST_KEYS, "systemd.wants=busy.service", parameters)) {
      List<String> said = boot.said();
      assertEquals(agent, said.get(0), said::toString);
      return Long.parseLong(said.get(1)) / 1e6;
    }
  }
}
