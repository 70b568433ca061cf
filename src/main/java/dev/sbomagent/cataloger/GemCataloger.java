package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Ruby gems, by their specifications: of what is installed, and of what lies about as source (syft,
 * ruby-gemspec-cataloger).
 */
public final class GemCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.GEM;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.endsWith(".gemspec");
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException, MalformedException {
    Gemspec gem;
    try (InputStream in = file.stream()) {
      gem = Gemspec.parse(in);
    }
    String purl = PurlText.of(Family.GEM.ecosystem(), "", gem.name(), gem.version()).toString();
    return Found.one(Family.GEM, gem.name(), gem.version(), purl, file.location());
  }
}
