package dev.sbomagent.cataloger;

import dev.sbomagent.cataloger.RpmHeader.Tag;
import dev.sbomagent.inventory.MalformedException;
import org.jspecify.annotations.Nullable;

/** The files that a header lists, with their digests. */
final class RpmFileList {
  private static final String[] NO_NAMES = {};

  /** State of a file that lies there as the package brought it. */
  private static final int NORMAL = 0;

  private final String[] folders;
  private final int[] folderOf;
  private final String[] names;
  private final String[] digests;
  private final int[] states;
  private final @Nullable String algorithm;

  /**
   * @throws MalformedException when the lists of folders and names do not go together
   */
  RpmFileList(RpmHeader header) throws MalformedException {
    String[] bases = header.texts(Tag.BASE_NAMES);
    if (bases.length > 0) {
      folders = header.texts(Tag.DIR_NAMES);
      folderOf = header.numbers(Tag.DIR_INDEXES);
      names = bases;
    } else {
      // packages of rpm before 4 have whole paths
      folders = NO_NAMES;
      names = header.texts(Tag.OLD_FILE_NAMES);
      folderOf = new int[0];
    }
    digests = header.texts(Tag.FILE_DIGESTS);
    states = header.numbers(Tag.FILE_STATES);
    algorithm = algorithm(header.number(Tag.FILE_DIGEST_ALGORITHM));
    if (bases.length > 0 && folderOf.length != bases.length) {
      throw new MalformedException(
          "header with " + bases.length + " names in " + folderOf.length + " folders");
    }
    for (int folder : folderOf) {
      if (folder < 0 || folder >= folders.length) {
        throw new MalformedException("header with a name in folder " + folder);
      }
    }
  }

  /** Of RFC 4880, section 9.4; null for one that we do not compute. */
  private static @Nullable String algorithm(@Nullable Long number) {
    if (number == null) {
      return "md5:";
    }
    return switch ((int) Math.min(number, 255)) {
      case 1 -> "md5:";
      case 2 -> "sha1:";
      case 8 -> "sha256:";
      case 10 -> "sha512:";
      default -> null;
    };
  }

  int size() {
    return names.length;
  }

  /** The folder as the package spells it, with the slash that ends it; empty for a whole path. */
  String folder(int file) {
    return folderOf.length == 0 ? "" : folders[folderOf[file]];
  }

  String name(int file) {
    return names[file];
  }

  /** The digest with its algorithm, null where none tells what should lie there now. */
  @Nullable String digest(int file) {
    boolean normal = file >= states.length || states[file] == NORMAL;
    return algorithm != null && normal && file < digests.length && !digests[file].isEmpty()
        ? algorithm + digests[file]
        : null;
  }
}
