package dev.sbomagent.trust;

import java.io.IOException;
import java.nio.file.Path;

/** The links of the running machine; a class, because a lambda costs a cold start more. */
final class RealLinks implements Links {
  @Override
  public Path resolve(Path named) throws IOException {
    return named.toRealPath();
  }
}
