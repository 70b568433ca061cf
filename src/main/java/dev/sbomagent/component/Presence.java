package dev.sbomagent.component;

/** How much of a component is on the machine, by its own package database. */
public enum Presence {
  /** All of it. */
  INSTALLED,
  /** All of it, but marked for removal (dpkg {@code deinstall ok installed}). */
  DESELECTED,
  /** Some of it: an installation broke off (dpkg {@code half-installed}). */
  PARTIAL,
  /** Its configuration files only (dpkg {@code config-files}). */
  RESIDUAL,
  /** Nothing of it; the database merely knows its name (dpkg {@code not-installed}). */
  KNOWN
}
