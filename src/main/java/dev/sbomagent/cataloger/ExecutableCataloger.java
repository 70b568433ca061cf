package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import java.util.List;

/**
 * Every ELF program and library and every executable script, whoever brought it: what a baseline
 * lists on request, so that one that is dropped later is a finding.
 */
public final class ExecutableCataloger implements FileCataloger {
  @Override
  public Family family() {
    return Family.FILE;
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
  public boolean wantsScripts() {
    return true;
  }

  @Override
  public List<Component> read(FoundFile file) {
    Slot slot = new Slot(Family.FILE.ecosystem(), "", file.path(), "");
    return List.of(new Component(slot, null, null, List.of(file.location()), Presence.INSTALLED));
  }
}
