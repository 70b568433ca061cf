package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sbomagent.inventory.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustCatalogerTest {
  static final String CRATES =
      """
      {"packages":[
        {"name":"app","version":"0.1.0","source":"local","dependencies":[1,2],"root":true},
        {"name":"serde","version":"1.0.1","source":"crates.io","kind":"runtime"},
        {"name":"cc","version":"1.0.0","source":"crates.io","kind":"build"},
        {"name":"odd","version":""}]}
      """;

  @TempDir Path root;

  static byte[] deflated(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    }
    return out.toByteArray();
  }

  static byte[] program(String section, String json) throws IOException {
    return ElfFile.usual()
        .section(section, deflated(json.getBytes(StandardCharsets.UTF_8)))
        .bytes();
  }

  private String names(byte[] program) throws Exception {
    return Finds.names(new RustCataloger(), root, "/usr/bin/app", program);
  }

  @Test
  void lists_the_crates_linked_in() throws Exception {
    assertEquals("app 0.1.0, odd -, serde 1.0.1", names(program(".dep-v0", CRATES)));
    assertEquals("app 0.1.0, odd -, serde 1.0.1", names(program(".rust-deps-v0", CRATES)));
    assertEquals("", names(program(".data", CRATES)));
  }

  @Test
  void refuses_a_damaged_list() {
    assertThrows(MalformedException.class, () -> names(program(".dep-v0", "{\"packages\":[")));
    assertThrows(
        MalformedException.class,
        () -> names(ElfFile.usual().section(".dep-v0", new byte[] {1, 2, 3}).bytes()));
  }

  @Test
  void refuses_a_list_that_unpacks_without_end() {
    byte[] huge = new byte[9 << 20];
    assertThrows(
        MalformedException.class,
        () -> names(ElfFile.usual().section(".dep-v0", deflated(huge)).bytes()));
  }
}
