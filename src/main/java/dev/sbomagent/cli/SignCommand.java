package dev.sbomagent.cli;

import dev.sbomagent.trust.ArtifactFiles;
import dev.sbomagent.trust.Links;
import dev.sbomagent.trust.SigningKey;
import dev.sbomagent.trust.SigningKeyException;
import dev.sbomagent.trust.UntrustedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** Signs a file into a Sigstore bundle beside it. */
final class SignCommand implements Command {
  @Override
  public String name() {
    return "sign";
  }

  @Override
  public String summary() {
    return "Sign FILE into FILE.sigstore.json, which cosign verifies";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.operand("FILE", "What to sign");
    syntax.value("--key", "P.key", "The private key, of keygen or of cosign");
    syntax.value("--password-file", "FILE", "Where the password stands");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    Path file = Path.of(call.operand(0));
    Path keyFile =
        Path.of(call.value("--key").orElseThrow(() -> Refusal.usage("sign needs --key P.key")));
    Settings settings = Settings.of(call);
    ArtifactFiles files = new ArtifactFiles(settings.maxGoldenBytes(), Links.REAL);
    byte[] artifact = read(files, file);
    SigningKey key = key(call, read(files, keyFile), keyFile);
    Path bundle = file.resolveSibling(file.getFileName() + ".sigstore.json");
    byte[] signed = key.bundle(artifact, new SecureRandom());
    ReportFile.write(bundle, out -> out.write(signed));
    if (!call.flag("--quiet")) {
      call.terminal()
          .print(
              "signature  " + Text.safe(bundle.toString()) + "\nkey id     " + key.keyId() + "\n");
    }
    return Exit.OK;
  }

  private static byte[] read(ArtifactFiles files, Path path) throws Refusal {
    try {
      return files.document(path);
    } catch (UntrustedException unreadable) {
      throw Refusal.usage(unreadable.what());
    }
  }

  private static SigningKey key(Invocation call, byte[] file, Path name) throws Refusal {
    boolean encrypted =
        new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1)
            .contains("ENCRYPTED");
    byte[] password = encrypted ? Password.of(call, false) : new byte[0];
    try {
      return SigningKey.read(file, password);
    } catch (SigningKeyException refused) {
      throw new Refusal(
          Exit.USAGE,
          name + ": " + refused.getMessage(),
          "give the key that keygen or cosign made, and its password");
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }
}
