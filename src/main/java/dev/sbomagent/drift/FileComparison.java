package dev.sbomagent.drift;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.FileTable;
import dev.sbomagent.inventory.FileObservations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files a golden lists with what was seen of them (contract, rules 7 and 9), and folds
 * those into their package's own deviation whose content the host's package database vouches for.
 */
final class FileComparison {
  private static final String CACHE = "/var/cache/";
  private static final String INFO = "/var/lib/dpkg/info/";

  private final FileTable files;
  private final FileObservations observed;
  private final Witness witness;
  private final boolean strict;

  final List<Deviation> deviations = new ArrayList<>();
  final List<Drift.Tolerated> tolerated = new ArrayList<>();
  final List<String> unreadable = new ArrayList<>();
  private final Map<Deviation, Integer> folded = new LinkedHashMap<>();

  FileComparison(FileTable files, FileObservations observed, Witness witness, boolean strict) {
    this.files = files;
    this.observed = observed;
    this.witness = witness;
    this.strict = strict;
  }

  /**
   * Compares every file of the table.
   *
   * @param packages deviations of packages, into which files may fold
   * @param outside whether a path lies where nothing is compared
   */
  void compare(List<Deviation> packages, Predicate<String> outside, Unverified unverified) {
    for (int i = 0; i < files.size(); i++) {
      switch (observed.kind(i)) {
        case REGULAR -> {
          if (!files.isHashed(i)) {
            unverified.add(Unverified.Why.BY_PRESENCE, Family.FILE.ecosystem());
          } else if (!files.matches(i, observed.digest(i))) {
            altered(i, "sha256:" + observed.sha256(i), packages, outside, unverified);
          }
        }
        case ABSENT -> absent(i, packages, outside, unverified);
        case LINK -> altered(i, "link", packages, outside, unverified);
        case DEVICE -> altered(i, "device", packages, outside, unverified);
        case DIRECTORY -> altered(i, "directory", packages, outside, unverified);
        case UNREADABLE -> {
          if (!ignored(files.path(i), outside, unverified)) {
            unreadable.add(files.path(i));
            unverified.add(Unverified.Why.UNREADABLE, Family.FILE.ecosystem());
          }
        }
      }
    }
  }

  /** The package deviations with the counts of the files folded into them. */
  List<Deviation> withFolded(List<Deviation> packages) {
    List<Deviation> out = new ArrayList<>(packages.size());
    for (Deviation deviation : packages) {
      Integer count = folded.get(deviation);
      out.add(count == null ? deviation : deviation.withFileCount(count));
    }
    return out;
  }

  private void absent(
      int i, List<Deviation> packages, Predicate<String> outside, Unverified unverified) {
    String path = files.path(i);
    boolean gone = isArchive(path) || outside.test(path);
    if (!ignored(path, any -> gone, unverified) && !foldedAsScript(path, packages)) {
      deviations.add(file(Kind.REMOVED, path, Optional.empty(), null));
    }
  }

  private void altered(
      int i,
      String value,
      List<Deviation> packages,
      Predicate<String> outside,
      Unverified unverified) {
    String path = files.path(i);
    // a cache may lose its files, but one that is there is of the type it was, and so is looked at
    if (ignored(path, outside.and(any -> !any.startsWith(CACHE)), unverified)) {
      return;
    }
    boolean content = value.startsWith("sha256:");
    if (content && (foldedAsScript(path, packages) || foldedByDigest(path, packages))) {
      return;
    }
    Deviation deviation = file(Kind.ALTERED, path, files.sha256(i), value);
    Optional<String> reason = content && !strict ? ToleratedPaths.reason(path) : Optional.empty();
    if (reason.isPresent()) {
      tolerated.add(new Drift.Tolerated(deviation, reason.get()));
    } else {
      deviations.add(deviation);
    }
  }

  /** Package archives come and go with the package manager's cache (contract, rule 6). */
  private static boolean isArchive(String path) {
    return path.endsWith(".deb") || path.endsWith(".rpm");
  }

  private static boolean ignored(String path, Predicate<String> outside, Unverified unverified) {
    if (DatabaseFiles.contains(path)) {
      return true;
    }
    if (outside.test(path)) {
      unverified.add(Unverified.Why.OUTSIDE_SCOPE, Family.FILE.ecosystem());
      return true;
    }
    return false;
  }

  /** Maintainer scripts and the like, {@code info/<package>[:arch].*}, go with their package. */
  private boolean foldedAsScript(String path, List<Deviation> packages) {
    if (!path.startsWith(INFO) || AgentFiles.contains(path)) {
      return false;
    }
    String name = path.substring(INFO.length());
    for (Deviation deviation : packages) {
      Slot slot = deviation.slot();
      if (slot.ecosystem().equals(Family.DPKG.ecosystem())
          && (isScriptOf(name, slot.name()) || isScriptOf(name, slot.name() + ":" + slot.arch()))) {
        folded.merge(deviation, 1, Integer::sum);
        return true;
      }
    }
    return false;
  }

  private static boolean isScriptOf(String file, String owner) {
    return file.length() > owner.length() + 1
        && file.startsWith(owner)
        && file.charAt(owner.length()) == '.'
        && file.indexOf('.', owner.length() + 1) < 0;
  }

  private boolean foldedByDigest(String path, List<Deviation> packages) {
    if (AgentFiles.contains(path)) {
      return false;
    }
    for (Deviation deviation : packages) {
      if (!deviation.observed().isEmpty() && witness.vouches(deviation.slot(), path)) {
        folded.merge(deviation, 1, Integer::sum);
        return true;
      }
    }
    return false;
  }

  static Deviation file(
      Kind kind, String path, Optional<String> expectedHex, @Nullable String value) {
    return Deviation.of(
        kind,
        new Slot(Family.FILE.ecosystem(), "", path, ""),
        expectedHex.isPresent() && kind != Kind.REMOVED
            ? List.of("sha256:" + expectedHex.get())
            : List.of(),
        value == null ? List.of() : List.of(value),
        List.of(path));
  }
}
