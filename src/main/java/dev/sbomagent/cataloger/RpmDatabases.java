package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.Pause;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.inventory.Resolution.Found;
import dev.sbomagent.inventory.Resolution.Missing;
import dev.sbomagent.inventory.SteadyRead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of the files at rpm's places are the databases of a machine.
 *
 * <p>In one folder rpm itself uses the first that exists of {@code rpmdb.sqlite}, {@code
 * Packages.db} and {@code Packages}, and so do we: that one is what is installed, and a package
 * removed from it is removed. syft catalogs every file it finds there, also one left behind by a
 * change of the form, as packages of their own; a golden's packages of such a leftover are found in
 * a database that is not read, and are outside the scope: no drift, and said. A file without
 * content is none. Between folders there is no order: those with different files are all read.
 */
final class RpmDatabases {
  private static final String[] FOLDERS = {
    "/usr/lib/sysimage/rpm", "/usr/share/rpm", "/var/lib/rpm"
  };
  private static final String[] NAMES = {"rpmdb.sqlite", "Packages.db", "Packages"};

  /** Of distroless images; the older {@code container-manifest-1} syft does not read. */
  private static final String MANIFEST = "/var/lib/rpmmanifest/container-manifest-2";

  /** Where {@code --rebuilddb} keeps the old and the new folder meanwhile. */
  private static final String[] PARENTS = {"/usr/lib/sysimage", "/var/lib"};

  private static final int MAX_NAMES = 100_000;

  private static final int TRIES = 5;
  private static final long FIRST_PAUSE_MILLIS = 200;

  private final Host host;
  private final Pause pause;

  /** Without links, in the order of the places. */
  private final List<String> files = new ArrayList<>();

  private final List<String> manifests = new ArrayList<>();
  private final Set<String> covered = new TreeSet<>();

  private RpmDatabases(Host host, Pause pause) {
    this.host = host;
    this.pause = pause;
  }

  /** Takes the packages of several databases. */
  interface Taker extends RpmDatabase.Taker {
    /** Packages of this file follow, until the next. */
    void open(String path, boolean manifest);
  }

  /**
   * Finds them; opens none. {@code rpm --rebuilddb} moves the whole folder away and a new one into
   * its place: finding nothing then does not mean that there is nothing.
   */
  static RpmDatabases find(Host host, Pause pause) throws MalformedException {
    Host look = host;
    long wait = FIRST_PAUSE_MILLIS;
    for (int attempts = 1; ; attempts++) {
      String before = folders(look);
      RpmDatabases databases = look(look, pause);
      if (!databases.files().isEmpty() || (before.equals(folders(look)) && !isBeingRebuilt(look))) {
        return databases;
      }
      if (attempts == TRIES) {
        throw new MalformedException("rpm database is gone and is being rebuilt");
      }
      pause.millis(wait);
      wait *= 2;
      // a host remembers folders as first seen
      look = Host.at(host.root());
    }
  }

  private static String folders(Host host) {
    StringBuilder identities = new StringBuilder();
    for (String folder : FOLDERS) {
      identities.append(host.resolve(folder) instanceof Found found ? identity(found) : "-");
    }
    return identities.toString();
  }

  private static boolean isBeingRebuilt(Host host) {
    for (String parent : PARENTS) {
      if (host.resolve(parent) instanceof Missing) {
        continue;
      }
      try {
        for (String name : host.list(parent, MAX_NAMES)) {
          if (name.startsWith("rpmrebuilddb.") || name.startsWith("rpmold.")) {
            return true;
          }
        }
      } catch (HostException e) {
        // the databases themselves could be looked for: only a rebuild stays unseen
      }
    }
    return false;
  }

  private static RpmDatabases look(Host host, Pause pause) throws MalformedException {
    RpmDatabases databases = new RpmDatabases(host, pause);
    Set<String> seen = new HashSet<>();
    Set<String> leftovers = new HashSet<>();
    for (String folder : FOLDERS) {
      boolean found = false;
      for (String name : NAMES) {
        String path = folder + "/" + name;
        Found file = databases.file(path);
        if (file == null || file.attributes().size() == 0) {
          databases.covered.add(path);
        } else if (!found || seen.contains(identity(file))) {
          found = true;
          databases.covered.add(path);
          databases.covered.add(file.path());
          if (seen.add(identity(file))) {
            databases.files.add(file.path());
          }
        } else {
          leftovers.add(file.path());
        }
      }
    }
    databases.covered.removeAll(leftovers);
    databases.covered.addAll(databases.files);
    Found manifest = databases.file(MANIFEST);
    databases.covered.add(MANIFEST);
    if (manifest != null && manifest.attributes().size() > 0) {
      databases.manifests.add(manifest.path());
      databases.covered.add(manifest.path());
    }
    return databases;
  }

  private static String identity(Found file) {
    return String.valueOf(file.attributes().fileKey());
  }

  private @Nullable Found file(String path) throws MalformedException {
    Resolution resolution = host.resolve(path);
    if (resolution instanceof Missing) {
      return null;
    }
    if (resolution instanceof Resolution.Unreadable unreadable) {
      throw new MalformedException(unreadable.reason());
    }
    return (Found) resolution;
  }

  /** The files that packages are read off, without links. */
  List<String> files() {
    List<String> all = new ArrayList<>(files);
    all.addAll(manifests);
    return all;
  }

  /**
   * Where a golden's packages are this machine's, sorted: the databases read, under every name, and
   * the places of others that are not there, for a change of the form moves the database. Not the
   * leftovers.
   */
  List<String> covered() {
    return List.copyOf(covered);
  }

  /** Hands over every package of every database, each as of one moment. */
  void read(Taker taker) throws HostException, IOException, MalformedException {
    for (String path : files) {
      taker.open(path, false);
      RpmDatabase database = new RpmDatabase(host, path, taker);
      await(database);
      SteadyRead.of(path, database, pause);
    }
    for (String path : manifests) {
      taker.open(path, true);
      RpmDatabase.Manifest manifest = new RpmDatabase.Manifest(host, path);
      for (RpmEntry entry : SteadyRead.of(path, manifest, pause)) {
        taker.take(entry, null);
      }
    }
  }

  /** Gives a writer with a rollback journal time to finish. */
  private void await(RpmDatabase database) throws HostException, IOException, MalformedException {
    long wait = FIRST_PAUSE_MILLIS;
    for (int attempts = 1; attempts < TRIES && database.hasHotJournal(); attempts++) {
      pause.millis(wait);
      wait *= 2;
    }
  }
}
