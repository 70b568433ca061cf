package dev.sbomagent.trust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Trust in a fixed set of public keys, any of which may have signed (so that keys can be rotated).
 * Safe for many threads.
 */
public final class PinnedKeys implements TrustPolicy {
  /** One pinned key, for those who report on it. */
  public record Key(String id, Path file, String algorithm) {}

  private static final String SUFFIX = ".pub";

  /** More files than this in a trust folder is not a trust folder. */
  private static final int MAX_FILES = 1024;

  private final List<PinnedKey> keys;

  PinnedKeys(List<PinnedKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The keys in these files, PEM, one each, in this order; the links are the running machine's.
   *
   * @throws UntrustedException {@link Reason#UNUSABLE_KEY} or {@link Reason#UNSAFE_PERMISSIONS} for
   *     the first file that is not a sound key, {@link Reason#NO_TRUSTED_KEY} for no file
   */
  public static PinnedKeys load(List<Path> files) throws UntrustedException {
    if (files.isEmpty()) {
      throw new UntrustedException(Reason.NO_TRUSTED_KEY, "no trusted key: none was named");
    }
    List<PinnedKey> keys = new ArrayList<>();
    for (Path file : files) {
      keys.add(PublicKeys.parse(RegularFile.read(file, Links.REAL, FileRole.KEY, 0), file));
    }
    return new PinnedKeys(keys);
  }

  /** The key in a file, as {@link #load}, or those of a folder, as {@link #folder}. */
  public static PinnedKeys at(Path path) throws UntrustedException {
    return Files.isRegularFile(path) ? load(List.of(path)) : folder(path);
  }

  /**
   * Every {@code *.pub} of a folder, by name. All must be sound, and no file of any name there may
   * hold a private key; folders inside it are not looked at.
   *
   * @throws UntrustedException as {@link #load}; {@link Reason#NO_TRUSTED_KEY} when the folder is
   *     missing or holds no {@code *.pub}
   */
  public static PinnedKeys folder(Path folder) throws UntrustedException {
    List<Path> files = files(folder);
    List<PinnedKey> keys = new ArrayList<>();
    for (Path file : files) {
      if (String.valueOf(file.getFileName()).endsWith(SUFFIX)) {
        keys.add(PublicKeys.parse(RegularFile.read(file, Links.REAL, FileRole.KEY, 0), file));
      } else if (RegularFile.holdsPrivateKey(file)) {
        throw new UntrustedException(
            Reason.UNUSABLE_KEY, "key cannot be used: a private key lies beside it, " + file);
      }
    }
    if (keys.isEmpty()) {
      throw new UntrustedException(Reason.NO_TRUSTED_KEY, "no trusted key: no *.pub in " + folder);
    }
    return new PinnedKeys(keys);
  }

  private static List<Path> files(Path folder) throws UntrustedException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
      if (RegularFile.open(folder.toRealPath())) {
        throw FileRole.KEY.unsafe(folder, "its folder is writable by all");
      }
      for (Path file : listing) {
        if (files.size() == MAX_FILES) {
          throw new UntrustedException(
              Reason.UNUSABLE_KEY,
              "key cannot be used: more than " + MAX_FILES + " files in " + folder);
        }
        files.add(file);
      }
    } catch (NoSuchFileException | NotDirectoryException missing) {
      throw new UntrustedException(Reason.NO_TRUSTED_KEY, "no trusted key: no folder " + folder);
    } catch (IOException | java.nio.file.DirectoryIteratorException unreadable) {
      throw FileRole.KEY.unreadable(folder, "the folder cannot be listed");
    }
    Collections.sort(files);
    return files;
  }

  /** The keys, in the order they are tried. */
  public List<Key> keys() {
    List<Key> listed = new ArrayList<>();
    for (PinnedKey key : keys) {
      listed.add(new Key(key.keyId(), key.file(), key.algorithm()));
    }
    return List.copyOf(listed);
  }

  @Override
  public VerifiedBytes verify(SignedArtifact artifact) throws UntrustedException {
    return new Verification(keys, artifact).run();
  }
}
