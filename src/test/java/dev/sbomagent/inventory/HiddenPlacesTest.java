package dev.sbomagent.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as systemd 252 leaves them in the mount tables of services. */
class HiddenPlacesTest {
  private static final String ROOT = "100 99 8:1 / / ro - ext4 /dev/vda1 rw\n";

  @Test
  void empty_files_and_folders_over_software_hide_it() throws Exception {
    assertEquals(
        List.of("/home", "/usr/bin/tool", "/usr/lib/modules"),
        hidden(
            "101 100 0:22 /systemd/inaccessible/dir /usr/lib/modules ro - tmpfs tmpfs rw",
            "102 100 0:22 /host/inaccessible/dir /home ro - tmpfs tmpfs rw",
            "103 100 0:22 /systemd/inaccessible/reg /usr/bin/tool ro - tmpfs tmpfs rw"));
  }

  @Test
  void private_folders_for_temporary_files_hide_those_of_the_machine() throws Exception {
    assertEquals(
        List.of("/tmp", "/var/tmp"),
        hidden(
            "101 100 0:50 /systemd-private-8a-x.service-q/tmp /tmp rw - tmpfs tmpfs rw",
            "102 100 8:1 /var/tmp/systemd-private-8a-x.service-r/tmp /var/tmp rw - ext4 /dev/vda1 rw"));
  }

  @Test
  void what_is_never_compared_may_be_hidden() throws Exception {
    assertEquals(
        List.of(),
        hidden(
            "101 100 0:22 /systemd/inaccessible/dir /dev/shm ro - tmpfs tmpfs rw",
            "102 100 0:22 /systemd/inaccessible/reg /proc/kmsg ro - tmpfs tmpfs rw",
            "103 100 0:22 /systemd/inaccessible/dir /run/user ro - tmpfs tmpfs rw"));
  }

  @Test
  void folders_that_are_shown_where_they_are_hide_nothing() throws Exception {
    assertEquals(
        List.of(),
        hidden(
            "101 100 8:1 /tmp /tmp ro - ext4 /dev/vda1 rw",
            "102 100 8:1 /var/lib/sbom-agent /var/lib/sbom-agent rw - ext4 /dev/vda1 rw",
            "103 100 0:23 / /home ro - tmpfs tmpfs rw"));
  }

  private static List<String> hidden(String... lines) throws MalformedException {
    return Mounts.parse((ROOT + String.join("\n", lines) + "\n").getBytes(UTF_8)).hidden();
  }
}
