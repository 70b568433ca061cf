package dev.sbomagent.cataloger;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.MalformedException;
import org.jspecify.annotations.Nullable;

/**
 * One package of an rpm database.
 *
 * @param epoch null when none is stated, which syft tells from 0
 * @param arch empty when none is stated, as for {@code gpg-pubkey}
 * @param sourceRpm file name of the source package, empty when none is stated
 */
record RpmEntry(
    String name,
    @Nullable Long epoch,
    String version,
    String release,
    String arch,
    String sourceRpm) {

  /**
   * @throws MalformedException when it states no name, version or release
   */
  static RpmEntry of(RpmHeader header) throws MalformedException {
    String name = required(header, RpmHeader.Tag.NAME, "?");
    String sourceRpm = stated(header, RpmHeader.Tag.SOURCE_RPM);
    return new RpmEntry(
        name,
        header.number(RpmHeader.Tag.EPOCH),
        required(header, RpmHeader.Tag.VERSION, name),
        required(header, RpmHeader.Tag.RELEASE, name),
        stated(header, RpmHeader.Tag.ARCH),
        sourceRpm.equals("(none)") ? "" : sourceRpm);
  }

  private static String required(RpmHeader header, RpmHeader.Tag tag, String package_)
      throws MalformedException {
    String text = header.text(tag);
    if (text == null || text.isBlank()) {
      throw new MalformedException("header of package '" + package_ + "' without its " + tag);
    }
    return text;
  }

  private static String stated(RpmHeader header, RpmHeader.Tag tag) throws MalformedException {
    String text = header.text(tag);
    return text == null ? "" : text;
  }

  Slot slot() {
    return new Slot(Family.RPM.ecosystem(), "", name, arch);
  }

  /** {@code [epoch:]version-release}, the epoch only when there is one above 0. */
  String evr() {
    String evr = version + "-" + release;
    return epoch == null || epoch == 0 ? evr : epoch + ":" + evr;
  }
}
