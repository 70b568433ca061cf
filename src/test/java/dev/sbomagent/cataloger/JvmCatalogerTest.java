package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.component.Component;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmCatalogerTest {
  @TempDir Path root;

  private String purl(String path, String... lines) throws Exception {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    List<Component> components = Finds.components(new JvmCataloger(), root, path, bytes);
    return components.isEmpty() ? "" : String.valueOf(components.get(0).purl());
  }

  @Test
  void names_vendor_product_and_version() throws Exception {
    assertEquals(
        "pkg:generic/oracle/openjdk@21.0.4%2B7-LTS?repository_url=https%3A%2F%2Fx%2Fy.git",
        purl(
            "/opt/java/release",
            "IMPLEMENTOR=\"Eclipse Adoptium\"",
            "JAVA_RUNTIME_VERSION=\"21.0.4+7-LTS\"",
            "JAVA_VERSION=\"21.0.4\"",
            "SOURCE_REPO=\"https://x/y.git\""));
    assertEquals(
        "pkg:generic/azul/zulu@17.0.1", purl("/opt/zulu17/release", "JAVA_VERSION=\"17.0.1\""));
    assertEquals(
        "pkg:generic/oracle/jre@17",
        purl("/opt/oracle/release", "JAVA_VERSION=17", "IMAGE_TYPE=JRE"));
  }

  @Test
  void prefers_the_longer_version_of_the_same_major() throws Exception {
    assertEquals(
        "pkg:generic/oracle/openjdk@1.8.0_422-b05",
        purl("/j/release", "JAVA_VERSION=\"1.8.0_422\"", "FULL_VERSION=\"1.8.0_422-b05\""));
    assertEquals(
        "pkg:generic/oracle/openjdk@1.8.0_422",
        purl("/j/release", "JAVA_VERSION=\"1.8.0_422\"", "FULL_VERSION=\"8u422\""));
  }

  @Test
  void a_development_kit_is_told_by_its_compiler() throws Exception {
    assertEquals(
        "pkg:generic/ibm/java@8", purl("/ibm/release", "JAVA_VERSION=8", "IMPLEMENTOR=IBM"));
    Finds.file(root, "/ibm2/bin/javac", new byte[1]).close();
    assertEquals(
        "pkg:generic/ibm/java_sdk@8", purl("/ibm2/release", "JAVA_VERSION=8", "IMPLEMENTOR=IBM"));
  }

  @Test
  void other_files_of_the_name_are_nothing() throws Exception {
    assertEquals("", purl("/etc/release", "NAME=x"));
    assertEquals("", purl("/j/release", "JAVA_VERSION=1", "MODULES=" + "x".repeat(65_536)));
  }
}
