package dev.sbomagent.cli;

/** The version of this build. */
final class Version {
  private Version() {}

  /** The version from the jar's manifest; {@code dev} when run from classes. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }
}
