package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, killed at its first fsync or rename, at its second, and so on to its last: as it
 * appends, as it delivers, and as it does both. The full figure is had with {@code src/interop/full
 * kills}.
 */
@Tag("interop")
class OutboxKillTest {
  private static final List<String> DEEDS = List.of("append", "ship", "both");
  private static final int REPORTS = 24;
  private static final int KILLS = Integer.getInteger("interop.kills", 60);

  @TempDir Path temporary;

  @Test
  void loses_and_doubles_nothing_wherever_it_is_killed() {
    OutboxTrial trial = new OutboxTrial(temporary.resolve("state"));
    // a clock that is right, then decades off either way
    int[] clocks = {0, 30, -30};
    int kills = 0;
    int sweeps = 0;
    // several kill points at once where there are few kills to give
    int stride = Math.max(1, 180 / KILLS);
    while (kills < KILLS) {
      String deed = DEEDS.get(sweeps % DEEDS.size());
      trial.clockOff(clocks[sweeps / DEEDS.size() % clocks.length]);
      boolean ended = false;
      for (int at = 1; !ended && kills < KILLS; at += stride) {
        if (deed.equals("ship")) {
          trial.run("append", REPORTS);
        }
        Tool.Ended run = trial.run(deed, REPORTS, "fsync,fdatasync,rename:signal=KILL:when=" + at);
        ended = run.status() == 0;
        assertTrue(ended || run.status() == 137, () -> run.status() + run.out() + run.err());
        kills += ended ? 0 : 1;
      }
      sweeps++;
    }
    OutboxTrial.Sum sum = trial.judge();
    System.out.println(
        "outbox: "
            + kills
            + " kills in "
            + sweeps
            + " sweeps, "
            + sum.reports()
            + " reports, 0 lost, 0 doubled, "
            + sum.again()
            + " marked re-sends");
    assertTrue(sum.reports() >= KILLS * 10, sum::toString);
  }
}
