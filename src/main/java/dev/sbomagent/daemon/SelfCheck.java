package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Impairment.Kind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.Mounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process can see what it is to compare: a sandbox may hide more of the machine than
 * was meant, and what is hidden looks like what is not there. By its own entries of proc(5), which
 * need no privilege.
 */
public final class SelfCheck {
  private static final int MAX_BYTES = 64 << 10;

  // capabilities(7); either one reads every file and folder
  private static final long READS_ALL = 1L << 1 | 1L << 2;

  /** What root of a machine is mapped to at least, so that owners mean something. */
  private static final long ALL_USERS = 65_536;

  private final Host kernel;
  private final Optional<String> unconfined;
  private final boolean installed;
  private final boolean ofThisMachine;

  /**
   * A check of this process.
   *
   * @param kernel the running system
   * @param unconfined why it could not give up the right to start programs, if it could not
   * @param root of the machine that is compared: of a folder of another one, every report says what
   *     could not be read
   * @param installed whether it is the installed package that runs, and not a tree of its own
   */
  public SelfCheck(Host kernel, Path root, Optional<String> unconfined, boolean installed) {
    this.ofThisMachine = root.toAbsolutePath().normalize().equals(kernel.root());
    this.installed = installed;
    this.kernel = kernel;
    this.unconfined = unconfined;
  }

  /** What is wrong; empty when all is well. */
  List<Impairment> look() {
    List<Impairment> all = new ArrayList<>();
    unconfined.ifPresent(
        why -> all.add(new Impairment(Kind.UNCONFINED, "it could start programs: " + why)));
    if (!ofThisMachine) {
      return all;
    }
    sight(all, line("/proc/self/status", "CapEff:"), text("/proc/self/uid_map"));
    try {
      for (String place : Mounts.read().hidden()) {
        all.add(new Impairment(Kind.BLINDED, "its sandbox hides '" + place + "'"));
      }
    } catch (HostException unknown) {
      all.add(new Impairment(Kind.BLINDED, "its mounts are unknown: " + unknown.getMessage()));
    }
    return all;
  }

  /** A comparison of the package's files; null when it is no package that runs. */
  @Nullable OwnFiles ownFiles(long bytesPerSecond) {
    return installed ? new OwnFiles(kernel.root(), bytesPerSecond) : null;
  }

  static void sight(List<Impairment> all, String capabilities, String users) {
    if ((hex(capabilities) & READS_ALL) == 0) {
      all.add(
          new Impairment(
              Kind.BLINDED, "not every file can be read without CAP_DAC_READ_SEARCH or root"));
    }
    if (mapped(users) < ALL_USERS) {
      all.add(
          new Impairment(
              Kind.BLINDED, "not every file can be read in a user namespace of its own"));
    }
  }

  /** How many users there are: lines of first inside, first outside, count (user_namespaces(7)). */
  private static long mapped(String map) {
    long count = 0;
    for (String line : map.split("\n", -1)) {
      String[] fields = line.trim().split(" +", -1);
      count += fields.length == 3 ? number(fields[2], 10) : 0;
    }
    return count;
  }

  private static long hex(String digits) {
    return number(digits, 16);
  }

  private static long number(String digits, int radix) {
    try {
      return Long.parseUnsignedLong(digits, radix);
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private String line(String path, String name) {
    String text = text(path);
    int start = text.indexOf(name);
    if (start < 0) {
      return "";
    }
    int end = text.indexOf('\n', start);
    return text.substring(start + name.length(), end < 0 ? text.length() : end).trim();
  }

  private String text(String path) {
    try {
      return new String(kernel.read(path, MAX_BYTES), StandardCharsets.ISO_8859_1);
    } catch (HostException none) {
      return "";
    }
  }
}
