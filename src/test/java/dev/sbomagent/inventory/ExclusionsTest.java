package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {
  @TempDir Path folder;
  private final List<String> table = new ArrayList<>();
  private List<String> included = List.of();

  /** A line of mountinfo for a mount inside the root; its parent is the mount of the root. */
  private void mount(String device, String rootOfDevice, String point, String type)
      throws IOException {
    String root = folder.toRealPath().toString();
    int id = 100 + table.size();
    table.add(
        id
            + " "
            + (point.equals("/") ? 1 : 100)
            + " "
            + device
            + " "
            + rootOfDevice
            + " "
            + (point.equals("/") ? root : root + point)
            + " rw,relatime shared:1 - "
            + type
            + " none rw");
  }

  private Exclusions exclusions(String... configured) throws MalformedException {
    return Exclusions.of(
        Host.at(folder),
        Mounts.parse(String.join("\n", table).getBytes(StandardCharsets.UTF_8)),
        new Exclusions.Configured(List.of(configured), included));
  }

  private static Excluded excluded(String path, String why) {
    return new Excluded(path, why);
  }

  @Test
  void file_systems_that_hold_no_software_of_the_machine_are_excluded() throws Exception {
    mount("8:1", "/", "/", "ext4");
    mount("0:1", "/", "/proc", "proc");
    mount("0:2", "/", "/run", "tmpfs");
    mount("0:3", "/", "/mnt/share\\040one", "nfs4");
    mount("0:4", "/", "/srv/cloud", "fuse.sshfs");
    mount("0:5", "/", "/media/disk", "ext4");
    mount("11:0", "/", "/mnt/cd", "iso9660");
    mount("0:6", "/", "/srv/merged", "overlay");
    mount("8:2", "/", "/data", "xfs");
    mount("8:3", "/", "/mnt/windows", "fuseblk");
    assertEquals(
        List.of(
            excluded("/media/disk", "removable medium (ext4)"),
            excluded("/mnt/cd", "removable medium (iso9660)"),
            excluded("/mnt/share one", "network file system (nfs4)"),
            excluded("/proc", "pseudo file system (proc)"),
            excluded("/run", "pseudo file system (tmpfs)"),
            excluded("/srv/cloud", "network file system (fuse.sshfs)"),
            excluded("/srv/merged", "overlay mount (overlay)")),
        exclusions().excluded());
    assertEquals(List.of(), exclusions().suspicious());
    assertEquals(
        Optional.of(excluded("/run", "pseudo file system (tmpfs)")),
        exclusions().covers("/run/x/y"));
    assertEquals(Optional.empty(), exclusions().covers("/running"));
  }

  @Test
  void the_root_is_never_excluded_whatever_it_is() throws Exception {
    mount("0:1", "/", "/", "overlay");
    assertEquals(List.of(), exclusions().excluded());
    table.clear();
    mount("0:1", "/", "/", "nfs4");
    assertEquals(List.of(), exclusions().excluded());
  }

  @Test
  void files_in_memory_and_overlays_are_looked_at_where_software_is_kept() throws Exception {
    mount("8:1", "/", "/", "ext4");
    mount("0:1", "/", "/opt", "tmpfs");
    mount("0:2", "/", "/usr/lib/x", "overlay");
    mount("0:3", "/", "/etc/y", "ramfs");
    mount("0:4", "/", "/var", "tmpfs");
    assertEquals(List.of(), exclusions().excluded());
  }

  @Test
  void what_hides_software_is_suspicious_unless_configured_or_known() throws Exception {
    Files.createDirectories(folder.resolve("var/lib/docker"));
    mount("8:1", "/", "/", "ext4");
    mount("0:1", "/", "/opt/share", "nfs4");
    mount("0:2", "/", "/usr/lib/x", "proc");
    mount("0:3", "/", "/var/lib/docker/overlay2/1/merged", "overlay");
    mount("0:4", "/", "/var/lib/docker/volume", "nfs");
    mount("0:5", "/", "/var/lib/nfs/rpc_pipefs", "rpc_pipefs");
    mount("8:1", "/srv/other", "/etc/x", "ext4");
    assertEquals(
        List.of(
            excluded("/etc/x", "repeats /srv/other"),
            excluded("/opt/share", Excluded.CONFIGURED),
            excluded("/usr/lib/x", "pseudo file system (proc)"),
            excluded("/var/lib/docker", "container storage"),
            excluded("/var/lib/nfs/rpc_pipefs", "pseudo file system (rpc_pipefs)")),
        exclusions("/opt/share/").excluded());
    assertEquals(
        List.of(
            excluded("/etc/x", "repeats /srv/other"),
            excluded("/usr/lib/x", "pseudo file system (proc)")),
        exclusions("/opt/share/").suspicious());
  }

  @Test
  void repeats_of_binds_are_excluded_but_not_a_sandboxs_views_of_a_place_itself() throws Exception {
    mount("8:1", "/", "/", "ext4");
    mount("8:1", "/usr", "/usr", "ext4");
    mount("8:1", "/srv/www", "/srv/me/www", "ext4");
    mount("8:1", "/data/hidden", "/srv/seen", "ext4");
    mount("8:2", "/", "/data", "ext4");
    mount("8:2", "/sub", "/export", "ext4");
    mount("8:2", "/opt", "/opt", "ext4");
    mount("0:30", "/@home", "/home", "btrfs");
    mount("0:30", "/@", "/btrfs", "btrfs");
    assertEquals(
        List.of(
            excluded("/export", "repeats /data/sub"), excluded("/srv/me/www", "repeats /srv/www")),
        exclusions().excluded());
    assertEquals(List.of(), exclusions().suspicious());
  }

  @Test
  void a_sandboxs_view_of_a_place_of_an_overlay_is_looked_at_as_the_overlay_is() throws Exception {
    mount("0:40", "/", "/", "overlay");
    mount("0:40", "/var/tmp", "/var/tmp", "overlay");
    mount("0:40", "/srv/a", "/srv/b", "overlay");
    mount("0:41", "/", "/srv/c", "overlay");
    assertEquals(
        List.of(
            excluded("/srv/b", "repeats /srv/a"), excluded("/srv/c", "overlay mount (overlay)")),
        exclusions().excluded());
  }

  @Test
  void a_root_that_is_a_folder_of_a_larger_system_is_a_root() throws Exception {
    table.add("20 1 8:1 / / rw - ext4 /dev/sda1 rw");
    table.add("21 20 0:5 / /proc rw - proc proc rw");
    Files.createDirectories(folder.resolve("proc"));
    Files.createDirectories(folder.resolve("snap"));
    assertEquals(List.of(excluded("/snap", "container storage")), exclusions().excluded());
    String root = folder.toRealPath().toString();
    table.add("22 20 8:1 " + root + "/a " + root + "/b rw - ext4 /dev/sda1 rw");
    table.add("23 20 8:1 /elsewhere " + root + "/c rw - ext4 /dev/sda1 rw");
    assertEquals(
        List.of(excluded("/b", "repeats /a"), excluded("/snap", "container storage")),
        exclusions().excluded());
  }

  @Test
  void hidden_mounts_are_not_there() throws Exception {
    mount("8:1", "/", "/", "ext4");
    mount("0:1", "/", "/data/share", "nfs4");
    mount("8:2", "/", "/data", "ext4");
    assertEquals(List.of(), exclusions().excluded());
    String root = folder.toRealPath().toString();
    table.add("200 100 0:2 / " + root + "/x rw - nfs4 a rw");
    table.add("201 200 8:3 / " + root + "/x rw - ext4 b rw");
    assertEquals(List.of(), exclusions().excluded());
  }

  @Test
  void caches_and_storage_of_people_are_found_and_moved_storage_is_followed() throws Exception {
    Files.createDirectories(folder.resolve("home/ann/.cache"));
    Files.createDirectories(folder.resolve("home/bob/.local/share/containers"));
    Files.createDirectories(folder.resolve("var/cache"));
    Files.createDirectories(folder.resolve("var/lib"));
    Files.createDirectories(folder.resolve("big/docker"));
    Files.createDirectories(folder.resolve("usr/lib/tool"));
    Files.createSymbolicLink(folder.resolve("var/lib/docker"), Path.of("/big/docker"));
    Files.createSymbolicLink(folder.resolve("var/lib/containerd"), Path.of("/usr/lib/tool"));
    Files.createSymbolicLink(folder.resolve("var/lib/lxc"), Path.of("/home"));
    assertEquals(
        List.of(
            excluded("/big/docker", "container storage"),
            excluded("/home/ann/.cache", "cache"),
            excluded("/home/bob/.local/share/containers", "container storage"),
            excluded("/var/cache", "cache")),
        exclusions().excluded());
  }

  @Test
  void configured_places_are_listed_even_inside_others_and_through_links() throws Exception {
    Files.createDirectories(folder.resolve("real/place"));
    Files.createDirectories(folder.resolve("var/cache/apt"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
    assertEquals(
        List.of(
            excluded("/link/place", Excluded.CONFIGURED),
            excluded("/none", Excluded.CONFIGURED),
            excluded("/real/place", Excluded.CONFIGURED),
            excluded("/var/cache", "cache"),
            excluded("/var/cache/apt", Excluded.CONFIGURED)),
        exclusions("/link/place", "/none", "/var/cache/*").excluded());
  }

  @Test
  void a_part_of_a_cache_is_looked_at_on_request_but_for_what_is_excluded_in_it() throws Exception {
    Files.createDirectories(folder.resolve("var/cache"));
    included = List.of("/var/cache/a", "/var/cache/a/inner", "/var/cache/a/b/c");
    Exclusions exclusions = exclusions("/var/cache/a/b");
    assertEquals(
        List.of(excluded("/var/cache", "cache"), excluded("/var/cache/a/b", Excluded.CONFIGURED)),
        exclusions.excluded());
    assertEquals(
        Optional.of(excluded("/var/cache", "cache")), exclusions.covers("/var/cache/other"));
    assertEquals(Optional.empty(), exclusions.covers("/var/cache/a/x"));
    assertEquals(
        Optional.of(excluded("/var/cache/a/b", Excluded.CONFIGURED)),
        exclusions.covers("/var/cache/a/b/x"));
    assertEquals(Optional.empty(), exclusions.covers("/var/cache/a/b/c/x"));
    assertEquals(List.of("/var/cache/a", "/var/cache/a/b/c"), exclusions.islands());
  }

  @Test
  void a_table_of_another_form_is_refused() {
    for (String text :
        List.of(
            "x",
            "1 2 3 4 5 6",
            "a 1 8:1 / / rw - ext4 x rw",
            "1 1 8:1 / x rw - ext4 x rw",
            "1 1 8:1 / / rw ext4 x rw",
            "1 1 8:1 / / rw -",
            "\0")) {
      assertThrows(
          MalformedException.class,
          () -> Mounts.parse(text.getBytes(StandardCharsets.UTF_8)),
          text);
    }
  }

  @Test
  void the_table_of_this_machine_is_understood() throws Exception {
    assertTrue(
        Exclusions.of(Host.at(Path.of("/")), Mounts.read(), Exclusions.Configured.NOTHING)
            .excluded()
            .stream()
            .anyMatch(place -> place.path().equals("/proc")));
  }
}
