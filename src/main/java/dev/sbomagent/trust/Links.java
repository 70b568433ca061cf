package dev.sbomagent.trust;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Follows symbolic links. On the running machine that is {@link Path#toRealPath}; for the files of
 * a mounted image every link must stay inside it, which is the caller's to do.
 */
public interface Links {
  /** The links of the running machine. */
  Links REAL = new RealLinks();

  /**
   * The same place named without any link.
   *
   * @throws java.nio.file.NoSuchFileException when there is nothing
   * @throws IOException when it cannot be followed, a loop for example
   */
  Path resolve(Path named) throws IOException;
}
