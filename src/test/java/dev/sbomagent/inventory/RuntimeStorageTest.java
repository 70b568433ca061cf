package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeStorageTest {
  private static final String DOCKER = "docker data root (configured and found)";

  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void folders(String... paths) throws IOException {
    for (String path : paths) {
      Files.createDirectories(root.resolve(path));
    }
  }

  private List<Excluded> excluded(String... included) {
    return Exclusions.of(
            Host.at(root), Mounts.none(), new Exclusions.Configured(List.of(), List.of(included)))
        .excluded();
  }

  private void dockerAt(String place) throws IOException {
    folders(place + "/image/overlay2", place + "/containers", place + "/overlay2/l");
    file(place + "/engine-id", "x");
  }

  @Test
  void a_data_root_is_excluded_where_configuration_and_content_agree() throws IOException {
    file("etc/docker/daemon.json", "{\"data-root\": \"/data/docker\"}");
    assertEquals(List.of(), excluded());
    dockerAt("data/docker");
    assertEquals(List.of(new Excluded("/data/docker", DOCKER)), excluded());
  }

  @Test
  void content_alone_excludes_nothing() throws IOException {
    dockerAt("data/docker");
    folders("opt/x/io.containerd.metadata.v1.bolt", "opt/y/overlay-layers", "opt/y/libpod");
    assertEquals(List.of(), excluded());
  }

  @Test
  void beside_anything_else_only_the_storage_itself_is_excluded() throws IOException {
    file("etc/docker/daemon.json", "{\"data-root\": \"/opt/app\"}");
    dockerAt("opt/app");
    folders("opt/app/bin");
    assertEquals(
        List.of(
            new Excluded("/opt/app/containers", DOCKER),
            new Excluded("/opt/app/image", DOCKER),
            new Excluded("/opt/app/overlay2", DOCKER)),
        excluded());
  }

  @Test
  void the_rooms_of_a_machine_are_never_excluded_themselves() throws IOException {
    for (String room : List.of("usr", "opt", "home", "etc", "usr/lib", "var/lib")) {
      dockerAt(room);
      file("etc/docker/daemon.json", "{\"data-root\": \"/" + room + "\"}");
      for (Excluded place : excluded()) {
        assertEquals(Optional.empty(), Optional.of(place).filter(p -> p.path().equals("/" + room)));
      }
    }
    dockerAt("");
    file("etc/docker/daemon.json", "{\"data-root\": \"/\"}");
    assertEquals(List.of(new Excluded("/var/lib/containers", "container storage")), excluded());
  }

  @Test
  void every_runtime_that_can_be_moved_is_known() throws IOException {
    file(
        "etc/systemd/system/docker.service.d/root.conf",
        "[Service]\nExecStart=/usr/bin/dockerd --data-root=/srv/docker -H fd://\n");
    dockerAt("srv/docker");
    file("etc/containerd/config.toml", "version = 2\nroot = \"/srv/containerd\"\n");
    folders("srv/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots");
    file("etc/containers/storage.conf", "[storage]\n  graphroot = \"/srv/podman\" # moved\n");
    folders("srv/podman/overlay-layers", "srv/podman/libpod");
    file("etc/rancher/k3s/config.yaml", "data-dir: /srv/k3s\n");
    folders("srv/k3s/agent/containerd/io.containerd.content.v1.content");
    file("etc/lxc/lxc.conf", "lxc.lxcpath = /srv/lxc\n");
    folders("srv/lxc/one/rootfs");
    file("srv/lxc/one/config", "lxc.uts.name = one\n");
    assertEquals(
        List.of(
            "/srv/containerd",
            "/srv/docker",
            "/srv/k3s/agent/containerd",
            "/srv/lxc",
            "/srv/podman"),
        excluded().stream().map(Excluded::path).toList());
  }

  @Test
  void a_broken_configuration_excludes_nothing() throws IOException {
    dockerAt("data/docker");
    for (String text : List.of("{\"data-root\": \"/data/docker\"", "[]", "{\"data-root\": 1}")) {
      file("etc/docker/daemon.json", text);
      assertEquals(List.of(), excluded());
    }
  }

  @Test
  void a_link_is_followed_inside_the_root_only() throws IOException {
    file("etc/docker/daemon.json", "{\"data-root\": \"/data\"}");
    dockerAt("moved");
    Files.createSymbolicLink(root.resolve("data"), Path.of("/moved"));
    assertEquals(List.of(new Excluded("/moved", DOCKER)), excluded());
  }

  @Test
  void the_operator_may_have_known_places_compared() throws IOException {
    folders("var/cache/tool", "var/lib/docker/overlay2", "var/lib/docker/volumes/x");
    assertEquals(
        List.of(
            new Excluded("/var/cache", "cache"),
            new Excluded("/var/lib/docker", "container storage")),
        excluded());
    assertEquals(
        List.of(new Excluded("/var/lib/docker", "container storage")), excluded("/var/cache"));
    Exclusions island =
        Exclusions.of(
            Host.at(root),
            Mounts.none(),
            new Exclusions.Configured(List.of(), List.of("/var/lib/docker/volumes")));
    assertEquals(List.of("/var/lib/docker/volumes"), island.islands());
    assertEquals(Optional.empty(), island.covers("/var/lib/docker/volumes/x/file"));
    assertEquals(
        Optional.of(new Excluded("/var/lib/docker", "container storage")),
        island.covers("/var/lib/docker/overlay2"));
  }
}
