package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The crates that Rust programs built by cargo-auditable say they were built from.
 *
 * <p>Source: syft rust/parse_audit_binary.go (1.54.1): crates linked in, the program's own among
 * them, not those its build alone used. The section: cargo-auditable's PARSING.md.
 */
public final class RustCataloger implements FileCataloger {
  private static final String SECTION = ".dep-v0";

  /** As rust-audit 0.1.0 called it. */
  private static final String OLD_SECTION = ".rust-deps-v0";

  private static final int MAX_BYTES = 8 << 20;

  @Override
  public Family family() {
    return Family.RUST;
  }

  @Override
  public boolean wants(String folder, String name) {
    return false;
  }

  @Override
  public boolean wantsPrograms() {
    return true;
  }

  @Override
  public List<Component> read(FoundFile file)
      throws IOException, MalformedException, UnsupportedException {
    Elf elf = file.parsed(Elf.PARSER).orElse(null);
    int section = elf == null ? -1 : elf.section(SECTION);
    if (elf != null && section < 0) {
      section = elf.section(OLD_SECTION);
    }
    if (elf == null || section < 0) {
      return List.of();
    }
    if (elf.isCompressed(section)) {
      throw new UnsupportedException("compressed section " + SECTION);
    }
    long size = elf.size(section);
    if (size < 0 || size > MAX_BYTES) {
      throw new MalformedException("section " + SECTION + " of " + size + " bytes");
    }
    byte[] bytes = new byte[(int) size];
    long offset = elf.offset(section);
    if (offset < 0
        || offset > file.size()
        || file.read(offset, bytes, 0, bytes.length) < bytes.length) {
      throw new MalformedException("section " + SECTION + " beyond the end of the file");
    }
    return components(RustAudit.parse(Inflated.zlib(bytes, MAX_BYTES)), file.location());
  }

  private static List<Component> components(List<RustAudit> crates, String location) {
    List<String> locations = List.of(location);
    List<Component> components = new ArrayList<>(crates.size());
    for (RustAudit crate : crates) {
      if (!crate.name().isBlank()) {
        StringBuilder purl = new StringBuilder(64).append("pkg:cargo/");
        purl.append(Purl.encode(crate.name()));
        if (!crate.version().isEmpty()) {
          purl.append('@').append(Purl.encode(crate.version()));
        }
        components.add(
            new Component(
                new Slot(Family.RUST.ecosystem(), "", crate.name(), ""),
                KnownVersion.of(crate.version()),
                purl.toString(),
                locations,
                Presence.INSTALLED));
      }
    }
    return components;
  }
}
