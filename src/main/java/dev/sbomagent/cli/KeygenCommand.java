package dev.sbomagent.cli;

import dev.sbomagent.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/** Makes a key pair as cosign does. */
final class KeygenCommand implements Command {
  @Override
  public String name() {
    return "keygen";
  }

  @Override
  public String summary() {
    return "Make a key pair as cosign does, the private key encrypted";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.value("--output-key-prefix", "P", "Write P.key and P.pub; never overwrites");
    syntax.value("--password-file", "FILE", "Where the password stands");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    String prefix =
        call.value("--output-key-prefix")
            .orElseThrow(() -> Refusal.usage("keygen needs --output-key-prefix P"));
    Path privateFile = Path.of(prefix + ".key");
    Path publicFile = Path.of(prefix + ".pub");
    for (Path file : new Path[] {privateFile, publicFile}) {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw Refusal.usage("'" + file + "' is there already, and keys are never overwritten");
      }
    }
    byte[] password = Password.of(call, true);
    SecureRandom random = new SecureRandom();
    SigningKey key = SigningKey.generate(random);
    byte[] sealed = key.privatePem(password, random).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(password, (byte) 0);
    ReportFile.write(privateFile, "rw-------", out -> out.write(sealed));
    ReportFile.write(
        publicFile,
        "rw-r--r--",
        out -> out.write(key.publicPem().getBytes(StandardCharsets.US_ASCII)));
    if (!call.flag("--quiet")) {
      call.terminal()
          .print(
              "private key  "
                  + Text.safe(privateFile.toString())
                  + "\npublic key   "
                  + Text.safe(publicFile.toString())
                  + "\nkey id       "
                  + key.keyId()
                  + "\n");
    }
    return Exit.OK;
  }
}
