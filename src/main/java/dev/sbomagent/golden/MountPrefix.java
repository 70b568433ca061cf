package dev.sbomagent.golden;

import dev.sbomagent.golden.GoldenComponent.Basis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an image was mounted when it was scanned. {@code syft dir:/mnt/image} writes {@code
 * /mnt/image/usr/bin/x} as the name of a file, while the locations of packages stay relative to the
 * scanned folder; {@code syft dir:/} must never lose anything.
 */
final class MountPrefix {
  private static final int MAX_CANDIDATES = 32;
  private static final int MAX_LENGTH = 4096;

  private MountPrefix() {}

  /**
   * The prefix of all file names, empty when there is none to take off.
   *
   * @param source {@code metadata.component.name}: the scanned folder, or a name of its own
   */
  static String ofFiles(@Nullable String source, FileTable files, List<GoldenComponent> components)
      throws SbomException {
    if (files.size() == 0) {
      return "";
    }
    if (source != null && source.startsWith("/")) {
      String folder = Paths.absolute(source);
      return !folder.equals("/") && areAllBelow(folder, files) ? folder : "";
    }
    return byEvidence(files, components);
  }

  /** The prefix of all package locations, empty when there is none to take off. */
  static String ofLocations(@Nullable String source, List<GoldenComponent> components)
      throws SbomException {
    if (source == null || !source.startsWith("/") || Paths.absolute(source).equals("/")) {
      return "";
    }
    String folder = Paths.absolute(source);
    boolean any = false;
    for (GoldenComponent component : components) {
      for (String location : component.locations()) {
        if (!isBelow(folder, location)) {
          return "";
        }
        any = true;
      }
    }
    return any ? folder : "";
  }

  /** The table is sorted, so what holds for its ends holds for all between. */
  private static boolean areAllBelow(String folder, FileTable files) {
    return isBelow(folder, files.path(0)) && isBelow(folder, files.path(files.size() - 1));
  }

  private static boolean isBelow(String folder, String path) {
    return path.length() > folder.length()
        && path.startsWith(folder)
        && path.charAt(folder.length()) == '/';
  }

  /**
   * A scan may hide its folder behind a name. Then each location that is a listed file only with
   * one folder before it speaks for that folder, and each that is listed as it stands speaks for
   * none.
   */
  private static String byEvidence(FileTable files, List<GoldenComponent> components) {
    List<String> candidates = candidates(files);
    int[] votes = new int[candidates.size()];
    int none = 0;
    for (GoldenComponent component : components) {
      if (component.basis() != Basis.CATALOGED || component.locations().isEmpty()) {
        continue;
      }
      String location = component.locations().get(0);
      if (files.find(location) >= 0) {
        none++;
      } else {
        int candidate = only(candidates, location, files);
        if (candidate >= 0) {
          votes[candidate]++;
        }
      }
    }
    int best = 0;
    int others = none;
    for (int i = 0; i < votes.length; i++) {
      others += votes[i];
      best = votes[i] > votes[best] ? i : best;
    }
    return votes.length > 0 && votes[best] > others - votes[best] ? candidates.get(best) : "";
  }

  private static int only(List<String> candidates, String location, FileTable files) {
    int found = -1;
    for (int i = 0; i < candidates.size(); i++) {
      if (files.find(candidates.get(i) + location) >= 0) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }

  /** The folders that all files lie below, the shortest first. */
  private static List<String> candidates(FileTable files) {
    List<String> out = new ArrayList<>();
    String first = files.path(0);
    for (int slash = first.indexOf('/', 1);
        slash > 0 && slash < MAX_LENGTH && out.size() < MAX_CANDIDATES;
        slash = first.indexOf('/', slash + 1)) {
      String folder = first.substring(0, slash);
      if (!areAllBelow(folder, files)) {
        break;
      }
      out.add(folder);
    }
    return out;
  }
}
