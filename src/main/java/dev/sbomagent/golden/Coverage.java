package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the generator of a document looked for, which tells "there is none" from "nobody looked". A
 * family that the document holds was looked for, whatever its generator usually does.
 */
public final class Coverage {
  /** Whether a family was looked for. */
  public enum Answer {
    /** It was; a family without an entry is an empty set. */
    LOOKED_FOR,
    /** It was not. */
    NOT_IN_GOLDEN,
    /** The generator's release is unknown, and releases differ in this. */
    AMBIGUOUS
  }

  private final Map<Family, Answer> answers;
  private final boolean deselectedDpkg;
  private final boolean goStdlib;
  private final boolean configFiles;
  private final boolean compressedModules;
  private final boolean executables;

  Coverage(
      Map<Family, Answer> answers,
      boolean deselectedDpkg,
      boolean goStdlib,
      boolean configFiles,
      boolean compressedModules,
      boolean executables) {
    this.answers = new EnumMap<>(answers);
    this.deselectedDpkg = deselectedDpkg;
    this.goStdlib = goStdlib;
    this.configFiles = configFiles;
    this.compressedModules = compressedModules;
    this.executables = executables;
  }

  /** Whether this family was looked for. */
  public Answer of(Family family) {
    return answers.getOrDefault(family, Answer.NOT_IN_GOLDEN);
  }

  /**
   * Whether dpkg packages that are installed and marked for removal ({@code deinstall ok
   * installed}) are listed for certain: by syft before 1.37, by osv-scalibr and by our own
   * baseline.
   */
  public boolean listsDeselectedDpkg() {
    return deselectedDpkg;
  }

  /** Whether Go's {@code stdlib} is listed for each Go program for certain: by syft since 0.93. */
  public boolean listsGoStdlib() {
    return goStdlib;
  }

  /**
   * Whether dpkg packages of which only configuration files are left may be listed as if installed:
   * by syft before 1.37.
   */
  public boolean beforeConfigFilesFix() {
    return configFiles;
  }

  /** Whether every executable is listed as a file: by our own baseline, on request. */
  public boolean listsExecutables() {
    return executables;
  }

  /** Whether compressed kernel modules are listed for certain: by syft since 1.45. */
  public boolean listsCompressedModules() {
    return compressedModules;
  }
}
