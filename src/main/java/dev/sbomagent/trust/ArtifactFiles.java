package dev.sbomagent.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a golden and its signature, each once and bounded. What they hold is not looked into
 * further than is needed to bound it. Safe for many threads.
 */
public final class ArtifactFiles {
  /** How large a golden may be when nothing else is configured: 128 MiB. */
  public static final long DEFAULT_MAX_GOLDEN_BYTES = 128L * 1024 * 1024;

  /** What follows the golden's name in the name of its signature, in the order of looking. */
  private static final String[] SUFFIXES = {
    ".sigstore.json", ".bundle", ".sig", ".intoto.sigstore.json"
  };

  private final long maxGoldenBytes;
  private final Links links;

  /**
   * @param maxGoldenBytes how large a golden may be; an attestation that holds one may be a third
   *     larger and a mebibyte more
   * @param links how links are followed
   */
  public ArtifactFiles(long maxGoldenBytes, Links links) {
    this.maxGoldenBytes = maxGoldenBytes;
    this.links = links;
  }

  /**
   * Reads a golden and the first signature that exists beside it: {@code .sigstore.json}, {@code
   * .bundle}, {@code .sig}, {@code .intoto.sigstore.json}. A link to nothing or a folder of such a
   * name exists, and is then unreadable: a broken signature is never passed over for the next.
   *
   * @throws UntrustedException when either cannot be read; not when there is no signature, since
   *     the golden may bring its own
   */
  public SignedArtifact read(Path golden) throws UntrustedException {
    byte[] bytes = RegularFile.read(golden, links, FileRole.GOLDEN, maxGoldenBytes);
    for (Path candidate : signaturesBeside(golden)) {
      if (occupied(candidate)) {
        return SignedArtifact.of(golden, bytes, candidate, signature(candidate));
      }
    }
    return SignedArtifact.alone(golden, bytes);
  }

  /** Where a golden's signature may lie, in the order of looking. */
  public static List<Path> signaturesBeside(Path golden) {
    List<Path> candidates = new ArrayList<>();
    for (String suffix : SUFFIXES) {
      candidates.add(golden.resolveSibling(golden.getFileName() + suffix));
    }
    return candidates;
  }

  /** Reads a golden and the signature named for it. */
  public SignedArtifact read(Path golden, Path signature) throws UntrustedException {
    byte[] bytes = RegularFile.read(golden, links, FileRole.GOLDEN, maxGoldenBytes);
    return SignedArtifact.of(golden, bytes, signature, signature(signature));
  }

  /** Reads a document that nobody vouches for, to be compared with another. */
  public byte[] document(Path path) throws UntrustedException {
    return RegularFile.read(path, links, FileRole.DOCUMENT, maxGoldenBytes);
  }

  private byte[] signature(Path path) throws UntrustedException {
    return RegularFile.read(path, links, FileRole.SIGNATURE, maxGoldenBytes);
  }

  private boolean occupied(Path candidate) throws UntrustedException {
    try {
      return RegularFile.occupied(candidate, links);
    } catch (IOException unreadable) {
      throw FileRole.SIGNATURE.unreadable(candidate, RegularFile.why(unreadable));
    }
  }
}
