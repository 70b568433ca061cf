package dev.sbomagent.cli;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Resolution;
import dev.sbomagent.trust.ArtifactFiles;
import dev.sbomagent.trust.Links;
import dev.sbomagent.trust.PinnedKeys;
import dev.sbomagent.trust.SignedArtifact;
import dev.sbomagent.trust.TrustPolicy;
import dev.sbomagent.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where golden, signature and keys of one call are. With a foreign root the golden is looked up
 * inside it by default, and its keys never.
 */
final class GoldenFiles {
  private final Invocation call;
  private final Settings settings;
  private final Host host;

  GoldenFiles(Invocation call, Settings settings, Host host) {
    this.call = call;
    this.settings = settings;
    this.host = host;
  }

  /** The path of the golden as the operator would name it. */
  String name() {
    return call.value("--golden").orElseGet(this::configured);
  }

  /** Reads golden and signature, once. */
  SignedArtifact read() throws UntrustedException {
    boolean named = call.value("--golden").isPresent();
    Path golden = named ? Path.of(name()) : host.root().resolve(name().substring(1));
    ArtifactFiles files =
        new ArtifactFiles(settings.maxGoldenBytes(), named ? Links.REAL : this::inside);
    Optional<Path> signature = call.value("--signature").map(Path::of);
    if (signature.isPresent()) {
      return files.read(golden, signature.get());
    }
    if (!named && settings.signature().isPresent()) {
      return files.read(golden, host.root().resolve(settings.signature().get().substring(1)));
    }
    return files.read(golden);
  }

  /** The keys that may have signed. */
  TrustPolicy policy() throws UntrustedException {
    List<String> keys = call.values("--key");
    return keys.isEmpty()
        ? PinnedKeys.at(settings.trust())
        : PinnedKeys.load(keys.stream().map(Path::of).toList());
  }

  private String configured() {
    if (settings.golden().isPresent()) {
      return settings.golden().get();
    }
    for (String candidate : Settings.DEFAULT_GOLDENS) {
      if (!(host.resolveNoFollow(candidate) instanceof Resolution.Missing)) {
        return candidate;
      }
    }
    return Settings.DEFAULT_GOLDENS.get(0);
  }

  /** Every link of what is looked up inside the root resolves inside it. */
  private Path inside(Path named) throws IOException {
    Path root = host.root().toAbsolutePath().normalize();
    Path path = named.toAbsolutePath().normalize();
    if (!path.startsWith(root)) {
      return named.toRealPath();
    }
    Resolution resolution = host.resolve("/" + root.relativize(path));
    if (resolution instanceof Resolution.Found found) {
      return found.real();
    }
    if (resolution instanceof Resolution.Unreadable unreadable) {
      throw new IOException(unreadable.reason());
    }
    throw new NoSuchFileException(named.toString());
  }
}
