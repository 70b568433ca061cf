package dev.sbomagent.cli;

import dev.sbomagent.daemon.GoldenSource;
import dev.sbomagent.golden.SbomLimits;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.report.Report;
import dev.sbomagent.trust.ArtifactFiles;
import dev.sbomagent.trust.SignedArtifact;
import dev.sbomagent.trust.TrustPolicy;
import dev.sbomagent.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The golden and the keys that the configuration names, for the daemon. */
final class ConfiguredGolden implements GoldenSource {
  private final Invocation call;
  private final Settings settings;

  ConfiguredGolden(Invocation call, Settings settings) {
    this.call = call;
    this.settings = settings;
  }

  /** Looked up anew each time: a host remembers folders as first seen. */
  private GoldenFiles files() {
    return new GoldenFiles(call, settings, Host.at(call.root()));
  }

  @Override
  public String name() {
    return files().name();
  }

  @Override
  public SignedArtifact read() throws UntrustedException {
    return files().read();
  }

  @Override
  public TrustPolicy policy() throws UntrustedException {
    return files().policy();
  }

  @Override
  public SbomLimits limits() {
    return settings.limits();
  }

  @Override
  public Report.Explanation explain(UntrustedException untrusted) {
    return Hints.explain(untrusted);
  }

  @Override
  public List<Artifact> artifacts() {
    List<Artifact> all = new ArrayList<>();
    List<String> goldens = settings.golden().map(List::of).orElse(Settings.DEFAULT_GOLDENS);
    for (String golden : goldens) {
      Path path = call.root().resolve(golden.substring(1));
      all.add(new Artifact("golden", path));
      if (settings.signature().isEmpty()) {
        for (Path signature : ArtifactFiles.signaturesBeside(path)) {
          all.add(new Artifact("signature", signature));
        }
      }
    }
    settings
        .signature()
        .ifPresent(
            name -> all.add(new Artifact("signature", call.root().resolve(name.substring(1)))));
    keys(all);
    Path configuration = call.value("--config").map(Path::of).orElse(SettingsFile.DEFAULT);
    all.add(new Artifact("configuration", configuration));
    return all;
  }

  @Override
  public Path keys() {
    return settings.trust();
  }

  private void keys(List<Artifact> all) {
    if (Files.isRegularFile(settings.trust())) {
      all.add(new Artifact("key", settings.trust()));
      return;
    }
    Optional<Path> folder = Optional.of(settings.trust()).filter(Files::isDirectory);
    if (folder.isEmpty()) {
      return;
    }
    List<Artifact> keys = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
      for (Path file : files) {
        keys.add(new Artifact("key", file));
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // then no key is trusted, which a check says
    }
    all.addAll(keys);
  }
}
