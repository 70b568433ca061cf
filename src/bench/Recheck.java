import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.WalkMemory;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What the daemon's inventory of an unchanged machine costs, in CPU seconds of its thread: first a
 * full one, then the median of 20 that remember it. {@code java -cp sbom-agent.jar Recheck.java ROOT}
 */
public final class Recheck {
  public static void main(String[] args) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    WalkMemory memory = new WalkMemory();
    // what a syft golden of a folder is compared with
    List<Cataloger> catalogers = new ArrayList<>();
    for (Cataloger cataloger : Catalogers.all()) {
      if (!Set.of(Family.FILE, Family.NODE, Family.PHP).contains(cataloger.family())) {
        catalogers.add(cataloger);
      }
    }
    double[] again = new double[20];
    double full = 0;
    for (int i = -1; i < again.length; i++) {
      long from = threads.getCurrentThreadCpuTime();
      Host host = Host.at(Path.of(args[0]));
      Exclusions exclusions = Exclusions.of(host, Exclusions.Configured.NOTHING);
      Inventory.take(host, catalogers, exclusions, Set.of(), memory, Instant.now());
      double seconds = (threads.getCurrentThreadCpuTime() - from) / 1e9;
      if (i < 0) {
        full = seconds;
      } else {
        again[i] = seconds;
      }
    }
    Arrays.sort(again);
    System.out.printf("%.4f %.4f%n", full, again[again.length / 2]);
  }
}
