package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Impairment.Kind;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.golden.VerifiedGolden;
import dev.sbomagent.inventory.FileObservations;
import dev.sbomagent.inventory.FileSweep;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.trust.ArtifactFiles;
import dev.sbomagent.trust.Links;
import dev.sbomagent.trust.PinnedKeys;
import dev.sbomagent.trust.UntrustedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of the agent's package with the signed SBOM inside it, a little at a time.
 * Whoever is root can replace all of it together; this finds what was altered without that care,
 * and what a disk broke. For one thread.
 */
final class OwnFiles implements AutoCloseable {
  private static final String SBOM = "usr/share/sbom-agent/sbom-agent.cdx.json";
  private static final String KEY = "usr/share/sbom-agent/sbom-agent.pub";
  private static final int MAX_BYTES = 16 << 20;
  private static final int MAX_NAMED = 5;

  /** What runs; without the rest, which administrators leave out of small images, it does, too. */
  private static final List<String> NEEDED = List.of("/usr/bin/", "/usr/lib/");

  private final Path root;
  private final long bytesPerSecond;
  private @Nullable FileTable files;
  private @Nullable FileSweep sweep;

  /**
   * A comparison that has not begun.
   *
   * @param root of the machine that the package is installed on
   * @param bytesPerSecond how much is read at most
   */
  OwnFiles(Path root, long bytesPerSecond) {
    this.root = root;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Goes on for about this long.
   *
   * @return what is wrong, once it is known; null before
   */
  @Nullable List<Impairment> step(Duration atMost) {
    FileTable expected = files;
    FileSweep going = sweep;
    if (expected == null || going == null) {
      Path key = root.resolve(KEY);
      if (!Files.exists(key)) {
        String what = "its package holds no key to verify its files by: '/" + KEY + "'";
        return List.of(new Impairment(Kind.UNVERIFIED, what));
      }
      try {
        expected = expected(key);
      } catch (UntrustedException untrusted) {
        String what = "its own SBOM is not accepted: " + untrusted.what();
        return List.of(new Impairment(Kind.ALTERED, what));
      }
      going =
          new FileSweep(
              Host.at(root),
              new GoldenPaths(expected),
              bytesPerSecond,
              millis -> LockSupport.parkNanos(millis * 1_000_000),
              System::nanoTime);
      files = expected;
      sweep = going;
    }
    return going.step(atMost) ? compared(expected, going.observations()) : null;
  }

  private FileTable expected(Path key) throws UntrustedException {
    ArtifactFiles artifacts = new ArtifactFiles(MAX_BYTES, Links.REAL);
    return VerifiedGolden.parse(
            PinnedKeys.load(List.of(key)).verify(artifacts.read(root.resolve(SBOM))),
            SbomLimits.standard().withMaxExpandedBytes(MAX_BYTES))
        .sbom()
        .files();
  }

  private static List<Impairment> compared(FileTable files, FileObservations seen) {
    List<String> named = new ArrayList<>();
    int count = 0;
    for (int i = 0; i < files.size(); i++) {
      String change = change(files, seen, i);
      if (!change.isEmpty()) {
        count++;
        if (named.size() < MAX_NAMED) {
          named.add(change + " '" + files.path(i) + "'");
        }
      }
    }
    if (count == 0) {
      return List.of();
    }
    String more = count > named.size() ? ", and " + (count - named.size()) + " more" : "";
    return List.of(
        new Impairment(
            Kind.ALTERED, "its files differ from its SBOM: " + String.join(", ", named) + more));
  }

  private static String change(FileTable files, FileObservations seen, int i) {
    return switch (seen.kind(i)) {
      case REGULAR -> !files.isHashed(i) || files.matches(i, seen.digest(i)) ? "" : "altered";
      case ABSENT -> isNeeded(files.path(i)) ? "removed" : "";
      case LINK, DEVICE, DIRECTORY -> "replaced";
      case UNREADABLE -> "unreadable";
    };
  }

  private static boolean isNeeded(String path) {
    for (String folder : NEEDED) {
      if (path.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    FileSweep going = sweep;
    if (going != null) {
      going.close();
    }
  }
}
