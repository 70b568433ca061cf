package dev.sbomagent.interop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where {@code src/interop/tools} and {@code src/interop/root} put things, and the tree we test.
 */
final class Peers {
  static final Path PROJECT = Path.of(System.getProperty("user.dir"));

  private static final Path CACHE = Path.of(Tool.of(script("tools")).must().strip());
  private static final Path ROOT = Path.of(Tool.of(script("root")).must().strip());

  private Peers() {}

  /** An untouched Debian 12 of about 30,000 files. Nobody writes below it. */
  static Path untouched() {
    return ROOT;
  }

  /** An untouched Debian 12 of about 100,000 files. Nobody writes below it. */
  static Path server() {
    return Path.of(Tool.of(script("root"), "server").must().strip());
  }

  /**
   * An untouched Debian 12 of what every installation has, and nothing else. Nobody writes there.
   */
  static Path minimal() {
    return Path.of(Tool.of(script("root"), "minimal").must().strip());
  }

  /** An untouched Debian 12 that systemd-nspawn boots. Nobody writes below it. */
  static Path booted() {
    return Path.of(Tool.of(script("root"), "booted").must().strip());
  }

  /** The package of this machine's architecture, its SBOM signed. */
  static Path deb() {
    String arch = Tool.of("dpkg", "--print-architecture").must().strip();
    Path target = PROJECT.resolve("target");
    String find = "ls \"$1\"/sbom-agent_*_$2.deb";
    Tool.Ended found = Tool.of("sh", "-c", find, "find", target.toString(), arch).run();
    if (found.status() != 0) {
      throw new AssertionError("no package in " + target + ": run src/interop/package first");
    }
    return Path.of(found.out().strip());
  }

  /** A folder with the golden image of a virtual machine. Nobody writes there. */
  static Path image() {
    String image = System.getProperty("interop.image", "target/golden");
    Path folder = PROJECT.resolve(image);
    if (!Files.exists(folder.resolve("golden.raw"))) {
      throw new AssertionError("no image in " + folder + ": run packaging/packer/demo first");
    }
    return folder;
  }

  static String script(String name) {
    return PROJECT.resolve("src/interop/" + name).toString();
  }

  static String syft() {
    return program("syft-1.54.1");
  }

  static String scalibr() {
    return program("scalibr-0.5.3");
  }

  static String cosign(String version) {
    return program("cosign-" + version);
  }

  /** A Python with botocore and moto. */
  static String awsPython() {
    return CACHE.resolve("aws-5.2.5/bin/python").toString();
  }

  /** What judges templates, policies and files of pipelines. */
  static String linter(String name) {
    return CACHE.resolve("lint-1.51.0/bin").resolve(name).toString();
  }

  static String agent() {
    Path agent = PROJECT.resolve("target/sbom-agent/bin/sbom-agent");
    if (!Files.isExecutable(agent)) {
      throw new AssertionError("no " + agent + ": run mvn package first");
    }
    return agent.toString();
  }

  /** Files of this run: kept for a look afterwards, replaced by the next. */
  static Path work(String name) {
    Path folder = PROJECT.resolve("target/interop").resolve(name);
    Tool.of("rm", "-rf", folder.toString()).must();
    Tool.of("mkdir", "-p", folder.toString()).must();
    return folder;
  }

  static List<String> cosignVersions() {
    return List.of("2.6.2", "3.1.3");
  }

  private static String program(String name) {
    return CACHE.resolve("bin").resolve(name).toString();
  }
}
