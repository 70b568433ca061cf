package dev.sbomagent.trust;

import java.util.Locale;

/** Why a golden is not trusted: the closed list of the contract. */
public enum Reason {
  MISSING_GOLDEN,
  UNREADABLE_GOLDEN,
  MISSING_SIGNATURE,
  UNREADABLE_SIGNATURE,
  MALFORMED_SIGNATURE,
  BAD_SIGNATURE,
  WRONG_KEY,
  UNUSABLE_KEY,
  NO_TRUSTED_KEY,
  UNSAFE_PERMISSIONS,
  MALFORMED_GOLDEN,
  TOO_LARGE,
  WRONG_IMAGE,
  SUPERSEDED,
  EXPIRED;

  /** The code in every output, {@code missing-golden} for example. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
