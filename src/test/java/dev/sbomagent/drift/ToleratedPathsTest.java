package dev.sbomagent.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToleratedPathsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/hostname",
        "/etc/passwd",
        "/etc/passwd-",
        "/etc/gshadow-",
        "/etc/default/locale",
        "/etc/netplan/50-cloud-init.yaml",
        "/etc/apt/sources.list",
        "/etc/apt/sources.list.d/debian.sources",
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/audit/audit.rules",
        "/var/log/dpkg.log",
        "/var/cache/debconf/config.dat",
        "/boot/grub/grub.cfg",
        "/boot/grub2/grubenv",
        "/var/lib/systemd/random-seed",
        "/usr/lib/locale/locale-archive"
      })
  void machines_change_these_by_themselves(String path) {
    assertTrue(ToleratedPaths.reason(path).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/hostname.d/x",
        "/etc/hosts.allow",
        "/etc/passwd.new",
        "/etc/sudoers",
        "/etc/crontab",
        "/etc/default/locale.d",
        "/etc/default/grub",
        "/etc/sslx/certs/a",
        "/usr/etc/hosts",
        "/boot/grub.d",
        "/boot/grub/x/grub.cfg",
        "/boot/vmlinuz",
        "/boot/grub/grub.cfg.bak",
        "/etc/audit/audit.rules.d/x",
        "/var/logs/x",
        "/usr/lib/locale/x",
        "/etc/hostname-"
      })
  void nothing_else_is_tolerated(String path) {
    assertEquals(Optional.empty(), ToleratedPaths.reason(path));
  }
}
