package dev.sbomagent.inventory;

import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Container storage that was moved away from its usual place: where the runtime's configuration
 * says so <em>and</em> the place looks like that runtime's storage. Neither alone excludes
 * anything, and of a place that holds anything else only the folders of the storage are excluded: a
 * line in a configuration file and a few planted markers must not hide a program.
 */
final class RuntimeStorage {
  private static final int MAX_FILE = 1 << 20;
  private static final int MAX_NAMES = 10_000;

  /** Never excluded themselves, whatever configuration and content say. */
  private static final List<String> ROOMS =
      List.of(
          "/bin",
          "/boot",
          "/dev",
          "/etc",
          "/home",
          "/lib",
          "/lib64",
          "/mnt",
          "/opt",
          "/root",
          "/sbin",
          "/srv",
          "/tmp",
          "/usr",
          "/usr/bin",
          "/usr/lib",
          "/usr/local",
          "/usr/sbin",
          "/usr/share",
          "/var",
          "/var/lib",
          "/var/local",
          "/var/opt");

  private static final String[] UNITS = {
    "/etc/default/docker",
    "/etc/sysconfig/docker",
    "/etc/systemd/system/docker.service",
    "/usr/lib/systemd/system/docker.service",
    "/lib/systemd/system/docker.service"
  };

  private final Host host;
  private final List<Excluded> places = new ArrayList<>();

  private RuntimeStorage(Host host) {
    this.host = host;
  }

  static List<Excluded> of(Host host) {
    RuntimeStorage storage = new RuntimeStorage(host);
    storage.docker();
    storage.containerd();
    storage.containers();
    storage.kubernetes();
    storage.lxc();
    return storage.places;
  }

  /** daemon.json(5), dockerd(8). */
  private void docker() {
    TreeSet<String> roots = new TreeSet<>();
    String daemon = text("/etc/docker/daemon.json");
    if (!daemon.isEmpty()) {
      try {
        JsonValue config =
            JsonValue.parse(daemon.getBytes(StandardCharsets.UTF_8), JsonLimits.ofBytes(MAX_FILE));
        if (config instanceof JsonValue.Obj object) {
          for (String key : List.of("data-root", "graph")) {
            if (object.field(key).orElse(null) instanceof JsonValue.Str root) {
              roots.add(root.value());
            }
          }
        }
      } catch (JsonException e) {
        // dockerd would not start with it: it configures nothing
        roots.clear();
      }
    }
    List<String> units = new ArrayList<>(List.of(UNITS));
    String folder = "/etc/systemd/system/docker.service.d";
    for (String name : names(folder)) {
      units.add(folder + "/" + name);
    }
    for (String unit : units) {
      option(text(unit), "--data-root", roots);
      option(text(unit), "--graph", roots);
    }
    for (String root : roots) {
      exclude(root, StorageKind.DOCKER);
    }
  }

  private void containerd() {
    String config = text("/etc/containerd/config.toml");
    for (String root : values(config, "root")) {
      exclude(root, StorageKind.CONTAINERD);
    }
    for (String root : values(config, "root_path")) {
      exclude(root, StorageKind.CONTAINERD);
    }
  }

  /** containers-storage.conf(5): podman, CRI-O, buildah, skopeo. */
  private void containers() {
    for (String file :
        List.of("/usr/share/containers/storage.conf", "/etc/containers/storage.conf")) {
      String config = text(file);
      for (String key : List.of("graphroot", "imagestore", "additionalimagestores")) {
        for (String root : values(config, key)) {
          exclude(root, StorageKind.CONTAINERS);
        }
      }
    }
  }

  private void kubernetes() {
    for (String name : List.of("k3s", "rke2")) {
      String folder = "/etc/rancher/" + name;
      List<String> files = new ArrayList<>();
      files.add(folder + "/config.yaml");
      for (String part : names(folder + "/config.yaml.d")) {
        files.add(folder + "/config.yaml.d/" + part);
      }
      for (String file : files) {
        for (String root : values(text(file), "data-dir")) {
          exclude(root + "/agent/containerd", StorageKind.CONTAINERD);
        }
      }
    }
  }

  /** lxc.system.conf(5). */
  private void lxc() {
    for (String root : values(text("/etc/lxc/lxc.conf"), "lxc.lxcpath")) {
      exclude(root, StorageKind.LXC);
    }
  }

  private void exclude(String configured, StorageKind kind) {
    if (!configured.startsWith("/")
        || !(host.resolve(configured) instanceof Found found)
        || found.kind() != FileKind.DIRECTORY
        || found.path().equals("/")) {
      return;
    }
    String root = found.path();
    List<String> names = names(root);
    if (!kind.isStorage(host, root, names)) {
      return;
    }
    boolean pure = !ROOMS.contains(root);
    for (String name : names) {
      pure &= kind.owns(name);
    }
    if (pure) {
      places.add(new Excluded(root, kind.why()));
      return;
    }
    for (String name : names) {
      if (kind.owns(name)
          && host.resolveNoFollow(root + "/" + name) instanceof Found child
          && child.kind() == FileKind.DIRECTORY) {
        places.add(new Excluded(child.path(), kind.why()));
      }
    }
  }

  private String text(String path) {
    try {
      return new String(host.read(path, MAX_FILE), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // what cannot be read configures nothing, so that more is looked at rather than less
      return "";
    }
  }

  private List<String> names(String folder) {
    try {
      return host.list(folder, MAX_NAMES);
    } catch (HostException e) {
      return List.of();
    }
  }

  /** Arguments of {@code --option=value} or {@code --option value} in a unit or shell file. */
  private static void option(String text, String option, Set<String> values) {
    int at = -1;
    while ((at = text.indexOf(option, at + 1)) >= 0) {
      int from = at + option.length();
      if (from < text.length() && (text.charAt(from) == '=' || text.charAt(from) == ' ')) {
        int to = from + 1;
        while (to < text.length() && " \t\n\"'\\".indexOf(text.charAt(to)) < 0) {
          to++;
        }
        values.add(text.substring(from + 1, to));
      }
    }
  }

  /** The values of {@code key = "value"}, {@code key: value} and {@code key = ["a", "b"]}. */
  private static List<String> values(String text, String key) {
    List<String> values = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String rest = afterKey(line.strip(), key);
      if (rest != null) {
        for (String part : rest.split(",", -1)) {
          String value = unquoted(part);
          if (value.startsWith("/")) {
            values.add(value);
          }
        }
      }
    }
    return values;
  }

  private static @Nullable String afterKey(String line, String key) {
    if (!line.startsWith(key)) {
      return null;
    }
    String rest = line.substring(key.length()).strip();
    boolean assigned = rest.startsWith("=") || rest.startsWith(":");
    return assigned ? rest.substring(1) : null;
  }

  private static String unquoted(String part) {
    int from = 0;
    int to = part.length();
    while (from < to && " \t[\"'".indexOf(part.charAt(from)) >= 0) {
      from++;
    }
    int end = from;
    while (end < to && " \t]\"'#".indexOf(part.charAt(end)) < 0) {
      end++;
    }
    return part.substring(from, end);
  }
}
