package dev.sbomagent.daemon;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Witness;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FileObserver;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Resolution.Found;
import java.io.IOException;
import java.util.Optional;

/** Answers a comparison's questions about single files of the machine. For one thread. */
final class HostWitness implements Witness {
  /** No package ships a larger file than this. */
  private static final long MAX_OWNED_FILE = 8L << 30;

  private final Host host;
  private final Inventory inventory;

  HostWitness(Host host, Inventory inventory) {
    this.host = host;
    this.inventory = inventory;
  }

  @Override
  public boolean vouches(Slot slot, String path) {
    for (Cataloging cataloging : inventory.catalogings().values()) {
      if (cataloging instanceof Cataloging.Complete complete
          && cataloging.family().isOsPackages()
          && cataloging.family().ecosystem().equals(slot.ecosystem())) {
        Optional<String> recorded = complete.files().digest(slot, path);
        if (recorded.isPresent()) {
          return recorded.get().equals(digest(recorded.get(), path));
        }
      }
    }
    return false;
  }

  private static boolean owns(Cataloging.Complete packages, String path) {
    try {
      return packages.files().owns(path);
    } catch (MalformedException unknown) {
      // nobody vouches for it
      return false;
    }
  }

  /** The file's digest by the same algorithm; nothing when it cannot be read, so that it counts. */
  private String digest(String recorded, String path) {
    try {
      String algorithm = recorded.substring(0, Math.max(0, recorded.indexOf(':')));
      return FileObserver.digest(host, path, algorithm, MAX_OWNED_FILE);
    } catch (HostException unreadable) {
      return "";
    }
  }

  @Override
  public Optional<String> unowned(String path) {
    for (Cataloging cataloging : inventory.catalogings().values()) {
      if (cataloging instanceof Cataloging.Complete complete && owns(complete, path)) {
        return Optional.empty();
      }
    }
    return host.resolveNoFollow(path) instanceof Found
        ? Optional.of(digest("sha256:", path))
        : Optional.empty();
  }

  @Override
  public Optional<Boolean> isListable(String module) {
    FileCataloger reader = inventory.readers().get(Family.KERNEL);
    if (reader == null
        || !(host.resolveNoFollow(module) instanceof Found found)
        || found.kind() != FileKind.REGULAR) {
      return Optional.of(true);
    }
    int slash = module.lastIndexOf('/');
    try (FoundFile file =
        new FoundFile(
            host,
            found.real(),
            module.substring(0, slash),
            module.substring(slash + 1),
            found.attributes().size())) {
      return reader.isListable(file);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
