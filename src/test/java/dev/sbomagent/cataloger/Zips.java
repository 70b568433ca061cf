package dev.sbomagent.cataloger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes zips. */
final class Zips {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  private Zips() {}

  static Zips zip() {
    return new Zips();
  }

  /** With an empty manifest. */
  static Zips jar() {
    return zip().with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n");
  }

  /** With a manifest of these lines. */
  static Zips jar(String... lines) {
    return zip().with("META-INF/MANIFEST.MF", String.join("\r\n", lines) + "\r\n");
  }

  Zips with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Zips pom(String group, String artifact, String version) {
    return with(
        "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
        "#by\nversion=" + version + "\ngroupId=" + group + "\nartifactId=" + artifact + "\n");
  }

  Zips with(String name, byte[] content) {
    return add(new ZipEntry(name), content);
  }

  /** Without compression. */
  Zips stored(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    return add(entry, content);
  }

  private Zips add(ZipEntry entry, byte[] content) {
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
