package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.List;

/**
 * Java artifacts by archives: jars and their kin, whatever is shaded into them, and archives in
 * archives. Of a plain zip, only the archives in it.
 *
 * <p>Source: syft java/cataloger.go (1.54.1). Groups are those that the archive tells; syft has a
 * table of some 1,930 more, so that pairing must not depend on them.
 */
public final class JavaCataloger implements FileCataloger {
  static final String[] EXTENSIONS = {
    ".jar", ".war", ".ear", ".par", ".sar", ".nar", ".jpi", ".hpi", ".kar", ".far", ".lpkg", ".rar",
    ".zap"
  };
  private static final String ZIP = ".zip";
  private static final String LPKG = ".lpkg";

  @Override
  public Family family() {
    return Family.JAVA;
  }

  @Override
  public boolean wants(String folder, String name) {
    return isArchive(name) || name.endsWith(ZIP);
  }

  /** Whether a file or an entry of this name is an archive that is looked into. */
  static boolean isArchive(String name) {
    // asked about every file of a machine: what has no dot in the right place is none
    int length = name.length();
    if (length < 4 || (name.charAt(length - 4) != '.' && !name.endsWith(LPKG))) {
      return false;
    }
    for (String extension : EXTENSIONS) {
      if (name.endsWith(extension)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Component> read(FoundFile file)
      throws IOException, MalformedException, UnsupportedException {
    if (file.size() == 0 || isCompressedByRar(file)) {
      return List.of();
    }
    return JavaArchive.components(
        ByteSource.of(file), file.path(), file.name().endsWith(ZIP), file.location());
  }

  /** What else is called {@code .rar}. */
  private static boolean isCompressedByRar(FoundFile file) throws IOException {
    if (!file.name().endsWith(".rar")) {
      return false;
    }
    byte[] magic = file.head(4);
    return magic.length == 4
        && magic[0] == 'R'
        && magic[1] == 'a'
        && magic[2] == 'r'
        && magic[3] == '!';
  }
}
