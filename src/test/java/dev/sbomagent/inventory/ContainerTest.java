package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {
  @TempDir Path root;

  private void file(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Optional<String> around() {
    return Container.around(Host.at(root));
  }

  @Test
  void a_machine_is_no_container() throws Exception {
    assertEquals(Optional.empty(), around());
    file("proc/1/cgroup", "0::/init.scope\n");
    file("run/systemd/container", "\n");
    assertEquals(Optional.empty(), around());
  }

  @Test
  void systemd_names_the_container_it_runs_in() throws Exception {
    file("run/systemd/container", "systemd-nspawn\n");
    assertEquals(Optional.of("systemd-nspawn"), around());
    file("run/systemd/container", "LXC");
    file(".dockerenv", "");
    assertEquals(Optional.of("lxc"), around());
  }

  @Test
  void what_is_no_name_does_not_count() throws Exception {
    file("run/systemd/container", "x".repeat(64));
    assertEquals(Optional.empty(), around());
    file("run/systemd/container", "x".repeat(100_000));
    assertEquals(Optional.empty(), around());
  }

  @Test
  void runtimes_leave_a_file() throws Exception {
    file("run/.containerenv", "engine=podman");
    assertEquals(Optional.of("podman"), around());
    file(".dockerenv", "");
    assertEquals(Optional.of("docker"), around());
  }

  @ParameterizedTest
  @CsvSource({
    "12:cpu:/docker/0123, docker",
    "0::/kubepods.slice/x, kubepods",
    "1:name=systemd:/containerd/0123, containerd",
    "0::/lxc.payload.one, lxc",
    "0::/machine.slice/libpod-0123.scope, libpod"
  })
  void control_groups_bear_the_names_of_runtimes(String line, String kind) throws Exception {
    file("proc/1/cgroup", "13:pids:/\n" + line + "\n");
    assertEquals(Optional.of(kind), around());
  }
}
