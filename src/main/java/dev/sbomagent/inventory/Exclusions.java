package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The places of a host that are not looked at, each with its reason: pseudo, network and removable
 * file systems, overlays and repeats of bind mounts, container storage, caches, and what is
 * configured. The root is never among them but for the operator, and files in memory or in an
 * overlay are looked at where software is kept. A place inside an excluded one is not named again.
 * The operator may also name places to look at that would be excluded.
 */
public final class Exclusions {
  /** Where software is kept: what hides it must not go unseen. */
  private static final List<String> SOFTWARE = List.of("/usr", "/opt", "/etc", "/var/lib");

  /** Kernel interfaces that distributions mount there; path and file system type. */
  private static final Map<String, String> HARMLESS =
      Map.of("/var/lib/nfs/rpc_pipefs", "rpc_pipefs", "/var/lib/lxcfs", "fuse.lxcfs");

  /** Where the kernel shows itself: not to be walked even when nobody knows the mounts. */
  private static final List<String> KERNEL_INTERFACES = List.of("/proc", "/sys", "/dev");

  /** A class, because a chain of comparators costs a cold start more. */
  private static final Comparator<Mount> WIDEST_FIRST =
      new Comparator<>() {
        @Override
        public int compare(Mount a, Mount b) {
          int byPlace = Boolean.compare(isPreferred(b.point()), isPreferred(a.point()));
          return byPlace != 0 ? byPlace : a.root().length() - b.root().length();
        }
      };

  private final List<Excluded> excluded;
  private final List<Excluded> suspicious;
  private final TreeSet<Excluded> known;
  private final List<String> included;
  private final List<Mount> walked;
  private final String blind;

  /**
   * What the operator asks for.
   *
   * @param exclude absolute paths inside the root; {@code /*} as one whole component stands for
   *     every entry of a folder, once per path
   * @param include paths of the same form, below which only what {@code exclude} names is excluded
   */
  public record Configured(List<String> exclude, List<String> include) {
    public static final Configured NOTHING = new Configured(List.of(), List.of());

    public Configured {
      exclude = List.copyOf(exclude);
      include = List.copyOf(include);
    }
  }

  private Exclusions(
      List<Excluded> excluded,
      List<Excluded> suspicious,
      Set<Excluded> known,
      List<String> included,
      List<Mount> walked,
      String blind) {
    this.walked = List.copyOf(walked);
    this.included = List.copyOf(included);
    this.excluded = List.copyOf(excluded);
    this.suspicious = List.copyOf(suspicious);
    this.known = new TreeSet<>(known);
    this.blind = blind;
  }

  /** What is excluded on this host, by the mounts that this process sees. */
  public static Exclusions of(Host host, Configured configured) {
    try {
      return of(host, Mounts.read(), configured);
    } catch (HostException unreadable) {
      Exclusions places = of(host, Mounts.none(), configured);
      TreeSet<Excluded> all = new TreeSet<>(places.excluded);
      for (String place : KERNEL_INTERFACES) {
        all.add(new Excluded(place, "kernel interface"));
      }
      return new Exclusions(
          List.copyOf(all),
          places.suspicious,
          places.known,
          places.included,
          List.of(),
          "the mount table is unknown: " + unreadable.getMessage());
    }
  }

  /** What is excluded on this host, with these mounts. */
  public static Exclusions of(Host host, Mounts mounts, Configured configured) {
    List<String> included = new ArrayList<>();
    for (Excluded place : configured(host, configured.include())) {
      included.add(place.path());
    }
    Map<String, Excluded> byPath = new TreeMap<>();
    for (Excluded place : configured(host, configured.exclude())) {
      byPath.put(place.path(), place);
    }
    Set<Excluded> known = new TreeSet<>(KnownPlaces.of(host));
    known.addAll(RuntimeStorage.of(host));
    known.removeIf(place -> isBelowAny(place.path(), included));
    for (Excluded place : known) {
      byPath.putIfAbsent(place.path(), place);
    }
    Set<String> hiding = new TreeSet<>();
    List<Mount> inside = below(host, mounts);
    for (Mount mount : inside) {
      String point = mount.point();
      boolean wanted = isBelowAny(point, included) && mount.kind() != Mount.Kind.PSEUDO;
      String why = wanted ? "" : reason(mount, inside);
      if (!why.isEmpty()
          && byPath.putIfAbsent(point, new Excluded(point, why)) == null
          && touchesSoftware(point)
          && !mount.type().equals(HARMLESS.get(point))) {
        hiding.add(point);
      }
    }
    List<Excluded> outer = new ArrayList<>();
    List<Excluded> suspicious = new ArrayList<>();
    for (Excluded place : byPath.values()) {
      if (cover(outer, place.path()).isEmpty() || place.why().equals(Excluded.CONFIGURED)) {
        outer.add(place);
        if (hiding.contains(place.path())) {
          suspicious.add(place);
        }
      }
    }
    List<Mount> walked = new ArrayList<>();
    for (Mount mount : inside) {
      if (cover(outer, mount.point()).isEmpty()) {
        walked.add(mount);
      }
    }
    return new Exclusions(outer, suspicious, known, included, walked, "");
  }

  /**
   * What a walk depends on beside the files themselves; equal for two looks between which nothing
   * was mounted, excluded or included.
   */
  Object places() {
    return List.of(excluded, included, walked, blind);
  }

  /** Why the mounts are not known; empty when they are. */
  public Optional<String> blind() {
    return blind.isEmpty() ? Optional.empty() : Optional.of(blind);
  }

  /** All places, sorted by path. */
  public List<Excluded> excluded() {
    return excluded;
  }

  /**
   * Mounts of an excluded kind that hide a part of where software is kept and that nobody
   * configured, sorted: a host that has one cannot be called in sync.
   */
  public List<Excluded> suspicious() {
    return suspicious;
  }

  /**
   * Whether this is container storage or a cache, where nothing of a golden is expected: what it
   * lists there is outside the scope, and not hidden by anybody.
   */
  public boolean isKnown(Excluded place) {
    return known.contains(place);
  }

  /** The place that this path, absolute inside the root and without links, lies in. */
  public Optional<Excluded> covers(String path) {
    for (Excluded place : excluded) {
      if (isIn(path, place) && !isReopened(place, path)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /** Whether the operator wants a part of this place looked at, and this path is in that part. */
  private boolean isReopened(Excluded place, String path) {
    for (String wanted : included) {
      if (!wanted.equals(place.path()) && isIn(wanted, place) && Mount.isAtOrBelow(path, wanted)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Places to look at though they lie in an excluded one, sorted; one that is met within another is
   * not named.
   */
  List<String> islands() {
    TreeSet<String> islands = new TreeSet<>();
    for (String wanted : new TreeSet<>(included)) {
      boolean hidden = cover(excluded, wanted).isPresent() && covers(wanted).isEmpty();
      if (hidden && !isMet(wanted, islands)) {
        islands.add(wanted);
      }
    }
    return List.copyOf(islands);
  }

  /** Whether the path lies in one of the islands, and no excluded place between them. */
  private boolean isMet(String path, Set<String> islands) {
    for (String island : islands) {
      boolean between = false;
      for (Excluded place : excluded) {
        between |= isIn(path, place) && Mount.isAtOrBelow(place.path(), island);
      }
      if (Mount.isAtOrBelow(path, island) && !between) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String path, Excluded place) {
    return Mount.isAtOrBelow(path, place.path());
  }

  private static boolean isBelowAny(String path, List<String> places) {
    for (String place : places) {
      if (Mount.isAtOrBelow(path, place)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Excluded> cover(List<Excluded> places, String path) {
    for (Excluded place : places) {
      if (Mount.isAtOrBelow(path, place.path())) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static List<Excluded> configured(Host host, List<String> configured) {
    List<Excluded> places = new ArrayList<>();
    for (String given : configured) {
      String pattern = given;
      while (pattern.length() > 1 && pattern.endsWith("/")) {
        pattern = pattern.substring(0, pattern.length() - 1);
      }
      for (String path : KnownPlaces.expand(host, pattern)) {
        places.add(new Excluded(path, Excluded.CONFIGURED));
        if (host.resolve(path) instanceof Found found && !found.path().equals(path)) {
          places.add(new Excluded(found.path(), Excluded.CONFIGURED));
        }
      }
    }
    return places;
  }

  /** The mounts at and below the root, as seen from inside; the one that holds the root first. */
  private static List<Mount> below(Host host, Mounts mounts) {
    String root = realRoot(host);
    List<Mount> inside = new ArrayList<>();
    Mount holder = null;
    for (Mount mount : mounts.all()) {
      if (Mount.isAtOrBelow(root, mount.point())) {
        if (holder == null || mount.point().length() >= holder.point().length()) {
          holder = mount;
        }
      } else if (Mount.isAtOrBelow(mount.point(), root)) {
        inside.add(at(mount, mount.point().substring(root.equals("/") ? 0 : root.length())));
      }
    }
    // places of software and of people win over others, then the wider of two views
    inside.sort(WIDEST_FIRST);
    if (holder != null) {
      String rest = root.substring(holder.point().equals("/") ? 0 : holder.point().length());
      String folder = join(holder.root(), rest.equals("/") ? "" : rest);
      inside.add(
          0,
          new Mount(
              holder.id(),
              holder.parent(),
              holder.device(),
              folder,
              "/",
              holder.type(),
              holder.source()));
    }
    return inside;
  }

  private static Mount at(Mount mount, String point) {
    return new Mount(
        mount.id(),
        mount.parent(),
        mount.device(),
        mount.root(),
        point,
        mount.type(),
        mount.source());
  }

  private static String realRoot(Host host) {
    try {
      return host.root().toRealPath().toString();
    } catch (IOException e) {
      return host.root().toString();
    }
  }

  /** Why this mount is excluded, empty when it is looked at. */
  private static String reason(Mount mount, List<Mount> inOrder) {
    if (mount.point().equals("/")) {
      return "";
    }
    String label = mount.kind().label() + " (" + mount.type() + ")";
    boolean inPlace = isInPlace(mount, inOrder);
    return switch (mount.kind()) {
      case PSEUDO, NETWORK, REMOVABLE -> label;
      case MEMORY -> touchesSoftware(mount.point()) ? "" : label;
      // a part of an overlay that is shown again elsewhere is of that type, too
      case OVERLAY ->
          inPlace
              ? ""
              : original(mount, inOrder)
                  .map(path -> Excluded.REPEATS + path)
                  .orElse(touchesSoftware(mount.point()) ? "" : label);
      case LOCAL ->
          inPlace ? "" : original(mount, inOrder).map(path -> Excluded.REPEATS + path).orElse("");
    };
  }

  /** Where the same files are already seen. */
  private static Optional<String> original(Mount mount, List<Mount> inOrder) {
    List<String> originals = new ArrayList<>();
    for (Mount other : inOrder.subList(0, inOrder.indexOf(mount))) {
      String path = placeIn(other, mount);
      if (!path.isEmpty() && isSeen(path, other, inOrder)) {
        originals.add(path);
      }
    }
    return originals.isEmpty() ? Optional.empty() : Optional.of(Collections.min(originals));
  }

  /**
   * Whether a mount shows a folder where that folder is anyway, as the sandboxes of services are
   * made of: it repeats nothing, and is of no other kind than what it lies on.
   */
  private static boolean isInPlace(Mount mount, List<Mount> inOrder) {
    for (Mount other : inOrder.subList(0, inOrder.indexOf(mount))) {
      if (placeIn(other, mount).equals(mount.point())) {
        return true;
      }
    }
    return false;
  }

  /** Where a mount's files are in another that shows them, too; empty when it does not. */
  private static String placeIn(Mount other, Mount mount) {
    if (!other.device().equals(mount.device()) || !Mount.isAtOrBelow(mount.root(), other.root())) {
      return "";
    }
    String rest = mount.root().substring(other.root().equals("/") ? 0 : other.root().length());
    return join(other.point(), rest.equals("/") ? "" : rest);
  }

  /** Whether no other mount lies over this place of {@code holder}. */
  private static boolean isSeen(String path, Mount holder, List<Mount> mounts) {
    for (Mount mount : mounts) {
      if (mount.point().length() > holder.point().length()
          && Mount.isAtOrBelow(path, mount.point())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPreferred(String point) {
    return touchesSoftware(point)
        || Mount.isAtOrBelow(point, "/var")
        || Mount.isAtOrBelow(point, "/home");
  }

  private static boolean touchesSoftware(String point) {
    for (String place : SOFTWARE) {
      if (Mount.isAtOrBelow(point, place) || Mount.isAtOrBelow(place, point)) {
        return true;
      }
    }
    return false;
  }

  private static String join(String folder, String rest) {
    if (rest.isEmpty()) {
      return folder;
    }
    return folder.equals("/") ? rest : folder + rest;
  }
}
