package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the artifacts in an archive the archive itself is, by its file's name.
 *
 * <p>Source: syft java/archive_parser.go (findBestPomMatch, 1.54.1).
 */
final class PomMatch {
  private final String name;
  private final SortedMap<String, PomProperties> poms;
  private final Projects projects;

  /** Where projects are. */
  interface Projects {
    /** The project that lies beside the properties, null when none does. */
    @Nullable PomProject beside(PomProperties pom)
        throws IOException, MalformedException, UnsupportedException;
  }

  PomMatch(String name, SortedMap<String, PomProperties> poms, Projects projects) {
    this.name = name;
    this.poms = poms;
    this.projects = projects;
  }

  /** Null when none is. */
  @Nullable PomProperties best() throws IOException, MalformedException, UnsupportedException {
    boolean exact = false;
    int candidates = 0;
    for (PomProperties pom : poms.values()) {
      exact |= pom.artifact().equals(name);
    }
    for (PomProperties pom : poms.values()) {
      candidates += matches(pom, exact) ? 1 : 0;
    }
    PomProperties best = null;
    boolean hasProject = false;
    for (PomProperties pom : poms.values()) {
      if (!matches(pom, exact)) {
        continue;
      }
      if (candidates == 1) {
        return pom;
      }
      boolean has = projects.beside(pom) != null;
      if (best == null || (has && (!hasProject || isExact(pom)))) {
        best = pom;
        hasProject = has;
      }
      if (hasProject && isExact(pom)) {
        break;
      }
    }
    return best;
  }

  private boolean matches(PomProperties pom, boolean exact) {
    if (name.isEmpty()) {
      return false;
    }
    return exact
        ? pom.artifact().equals(name)
        : pom.artifact().startsWith(name) || name.endsWith(pom.artifact());
  }

  private boolean isExact(PomProperties pom) {
    return name.contains(pom.group()) || name.equals(pom.artifact());
  }
}
