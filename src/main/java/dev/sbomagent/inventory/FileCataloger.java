package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Catalogs a family by single files, wherever they are. One walk of the machine serves all of them:
 * it asks each about names and hands over the files that one of them wants.
 */
public non-sealed interface FileCataloger extends Cataloger {
  /**
   * Whether a file of this name can hold components of this family. Asked about every file of a
   * machine: compares names, opens nothing.
   *
   * @param folder absolute inside the root, without a trailing slash; empty for the root itself
   * @param name of the file, never empty
   */
  boolean wants(String folder, String name);

  /** Whether ELF programs and libraries are wanted, whatever their name. */
  default boolean wantsPrograms() {
    return false;
  }

  /** Whether executable scripts are wanted, files that begin with {@code #!} (execve(2)). */
  default boolean wantsScripts() {
    return false;
  }

  /**
   * Whether a component of this family is not listed where a package of the operating system owns
   * its file: syft drops such components (exclude_binaries_by_file_ownership_overlap.go).
   */
  default boolean yieldsToPackages() {
    return false;
  }

  /**
   * Whether a scanner that opens every file would list what this one proves. Asked about components
   * that are told by their name alone and that a golden does not hold; empty when it cannot be
   * told.
   */
  default Optional<Boolean> isListable(FoundFile file) throws IOException {
    return Optional.of(true);
  }

  /**
   * The components that this file proves, each with {@link FoundFile#location} as its first
   * location; none if it merely has the name.
   *
   * @throws MalformedException when it is such a file and cannot be understood: what a golden lists
   *     there is then unknown, neither there nor removed
   * @throws UnsupportedException when it is sound and of a form that is not read
   * @throws IOException when it cannot be read
   */
  List<Component> read(FoundFile file) throws IOException, MalformedException, UnsupportedException;
}
