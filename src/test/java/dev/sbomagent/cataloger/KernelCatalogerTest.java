package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCatalogerTest {
  @TempDir Path root;

  static byte[] image(String version) {
    ByteBuffer out = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort(510, (short) 0xAA55).putShort(518, (short) 0x20f).putInt(526, 0x300);
    out.position(514).put("HdrS".getBytes(StandardCharsets.US_ASCII));
    out.position(0x500).put((version + " (x@y) #1").getBytes(StandardCharsets.US_ASCII));
    return out.array();
  }

  static byte[] module(String info) {
    return ElfFile.usual()
        .type(1)
        .section(".modinfo", info.replace('|', '\0').getBytes(StandardCharsets.UTF_8))
        .bytes();
  }

  private String names(String path, byte[] bytes) throws Exception {
    return Finds.names(new KernelCataloger(), root, path, bytes);
  }

  @Test
  void wants_modules_and_images_by_place_and_name() {
    KernelCataloger kernels = new KernelCataloger();
    assertTrue(kernels.wants("/usr/lib/modules/6.1.0/kernel/fs", "ext4.ko"));
    assertTrue(kernels.wants("/lib/modules/6.1.0", "x.ko.zst"));
    assertTrue(kernels.wants("/boot", "vmlinuz-6.1.0"));
    assertTrue(kernels.wants("/lib/modules/6.1.0", "vmlinuz"));
    assertFalse(kernels.wants("/usr/src", "ext4.ko"));
    assertFalse(kernels.wants("/lib/modules/6.1.0", "modules.dep"));
    assertFalse(kernels.wants("/boot", "vmlinuzz"));
  }

  @Test
  void names_a_module_after_its_release() throws Exception {
    assertEquals("6.1.0-9 -", names("/usr/lib/modules/6.1.0-9/kernel/a.ko.xz", new byte[3]));
  }

  @Test
  void names_an_image_after_what_it_says() throws Exception {
    assertEquals("6.1.0-56-amd64 -", names("/boot/vmlinuz-x", image("6.1.0-56-amd64")));
    assertEquals("", names("/boot/vmlinuz-x", new byte[2048]));
    assertEquals("", names("/boot/kernel", "HdrS".getBytes(StandardCharsets.US_ASCII)));
    assertEquals("", names("/boot/vmlinuz", image("\0")));
  }

  @Test
  void knows_which_modules_syft_drops() throws Exception {
    assertTrue(KernelModules.isListed(module("name=a|vermagic=6.1 SMP|parm=x:y|")));
    assertFalse(KernelModules.isListed(module("name=a|license=GPL")));
    assertFalse(KernelModules.isListed(module("vermagic=6.1 SMP")));
    assertFalse(KernelModules.isListed(module("name=a|vermagic=6.1|parm=x")));
    assertFalse(KernelModules.isListed(new byte[100]));
  }

  @Test
  void looks_into_modules_that_the_jdk_can_unpack() throws Exception {
    byte[] module = module("name=a|vermagic=6.1 SMP");
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(module);
    }
    assertEquals(Optional.of(true), listed("/a.ko", module));
    assertEquals(Optional.of(true), listed("/a.ko.gz", zipped.toByteArray()));
    assertEquals(Optional.empty(), listed("/a.ko.gz", module));
    assertEquals(Optional.empty(), listed("/a.ko.zst", module));
  }

  private Optional<Boolean> listed(String path, byte[] bytes) throws Exception {
    try (var file = Finds.file(root, path, bytes)) {
      return KernelModules.isListedBySyft(file);
    }
  }
}
