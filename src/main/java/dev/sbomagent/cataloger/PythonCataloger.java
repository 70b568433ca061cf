package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Purl;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Installed Python packages: wheels by their {@code dist-info}, eggs by their {@code egg-info}, a
 * folder or a single file (syft, python-installed-package-cataloger).
 */
public final class PythonCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.PYTHON;
  }

  @Override
  public boolean wants(String folder, String name) {
    return switch (name) {
      case "METADATA" -> folder.endsWith("dist-info") || folder.endsWith("DIST-INFO");
      case "PKG-INFO" -> folder.endsWith("egg-info") || folder.endsWith("EGG-INFO");
      default -> name.endsWith(".egg-info");
    };
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    PythonMetadata metadata;
    try (InputStream in = file.stream()) {
      metadata = PythonMetadata.parse(in);
    }
    String name = metadata.name();
    // the interpreter itself, which distributions describe by such a file, is no package to syft
    if (name.isEmpty() || name.equals("Python")) {
      return List.of();
    }
    String normal = Purl.pep503(name);
    String purl =
        PurlText.of(Family.PYTHON.ecosystem(), "", normal, metadata.version())
            .with("vcs_url", DirectUrl.beside(file))
            .toString();
    return Found.one(Family.PYTHON, normal, metadata.version(), purl, file.location());
  }
}
