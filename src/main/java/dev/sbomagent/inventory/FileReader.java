package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Hands single files to the catalogers that want them. For one thread. */
final class FileReader {
  private static final byte[] NOTHING = {};

  private final Host host;
  private final List<FileCataloger> catalogers;
  private final boolean programs;
  private final ProgramNames programNames;

  FileReader(Host host, List<FileCataloger> catalogers, Set<String> hints) {
    this.host = host;
    this.catalogers = new ArrayList<>(catalogers);
    boolean wantsPrograms = false;
    boolean wantsScripts = false;
    for (FileCataloger cataloger : catalogers) {
      wantsPrograms |= cataloger.wantsPrograms();
      wantsScripts |= cataloger.wantsScripts();
    }
    this.programs = wantsPrograms;
    this.programNames = new ProgramNames(hints, wantsScripts);
  }

  /** Whether some cataloger wants a file of this name. */
  boolean wants(String folder, String name) {
    for (int i = 0; i < catalogers.size(); i++) {
      if (catalogers.get(i).wants(folder, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the file is worth a look at its first bytes. */
  boolean mayBeProgram(String folder, String name, PosixFileAttributes attributes) {
    return programs && programNames.mayBe(folder, name, attributes);
  }

  /** What the catalogers make of it. */
  FileReading read(FoundFile file, boolean mayBeProgram) {
    FileReading.Draft reading = new FileReading.Draft();
    byte[] head = mayBeProgram ? head(file, reading) : NOTHING;
    boolean elf = ProgramNames.isElf(head);
    boolean script = ProgramNames.isScript(head) && file.executable();
    for (int i = 0; i < catalogers.size(); i++) {
      FileCataloger cataloger = catalogers.get(i);
      if ((elf && cataloger.wantsPrograms())
          || (script && cataloger.wantsScripts())
          || cataloger.wants(file.folder(), file.name())) {
        read(cataloger, file, reading);
      }
    }
    close(file);
    return reading.done();
  }

  /** Whether all who want what is called so want it under the name of its target as well. */
  boolean isKnownByItself(String folder, String name, String target) {
    int slash = target.lastIndexOf('/');
    String itsFolder = target.substring(0, slash);
    String itsName = target.substring(slash + 1);
    for (int i = 0; i < catalogers.size(); i++) {
      FileCataloger cataloger = catalogers.get(i);
      if (cataloger.wants(folder, name) && !cataloger.wants(itsFolder, itsName)) {
        return false;
      }
    }
    return true;
  }

  /** The same of what a link leads to, for those that would not want it under its own name. */
  FileReading readThrough(String folder, String name, Found target) {
    FoundFile file =
        new FoundFile(
            host, target.real(), folder, name, target.attributes().size(), target.path(), false);
    FileReading.Draft reading = new FileReading.Draft();
    int slash = target.path().lastIndexOf('/');
    String itsFolder = target.path().substring(0, slash);
    String itsName = target.path().substring(slash + 1);
    for (FileCataloger cataloger : catalogers) {
      if (cataloger.wants(folder, name) && !cataloger.wants(itsFolder, itsName)) {
        read(cataloger, file, reading);
      }
    }
    close(file);
    return reading.done();
  }

  private byte[] head(FoundFile file, FileReading.Draft reading) {
    try {
      byte[] magic = file.head(4);
      // a kernel that firmware can start looks like one, too, and is read as what its name says
      reading.unsupported = ProgramNames.isForeign(magic) && !wants(file.folder(), file.name());
      return magic;
    } catch (NoSuchFileException e) {
      return NOTHING;
    } catch (IOException e) {
      for (FileCataloger cataloger : catalogers) {
        if (cataloger.wantsPrograms()) {
          unread(cataloger.family(), file, e, reading);
        }
      }
      return NOTHING;
    }
  }

  private static void read(FileCataloger cataloger, FoundFile file, FileReading.Draft reading) {
    try {
      reading.add(cataloger.family(), cataloger.read(file));
    } catch (MalformedException e) {
      reading.malformed = String.valueOf(e.getMessage());
    } catch (UnsupportedException e) {
      reading.unsupported = true;
    } catch (NoSuchFileException e) {
      // gone since it was listed
    } catch (IOException e) {
      unread(cataloger.family(), file, e, reading);
    }
  }

  private static void unread(
      Family family, FoundFile file, IOException error, FileReading.Draft reading) {
    reading.unread(family, PathResolver.why(error) + ": " + file.path());
  }

  private static void close(FoundFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // all that was to be read has been read
    }
  }
}
