package dev.sbomagent.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A small Debian machine in a folder, with a golden that a key made in the test has signed. */
final class Machine {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  /** What a run said and how it ended. */
  record Run(int status, String out, String err) {}

  final Path folder;
  final Path root;
  final Path golden;
  final Path key;
  private final KeyPair pair;
  private final List<String> packages = new ArrayList<>();
  private String extra = "";

  Machine(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.root = Files.createDirectories(folder.resolve("root"));
    this.golden = folder.resolve("golden.cdx.json");
    this.key = folder.resolve("golden.pub");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    this.pair = generator.generateKeyPair();
    Files.writeString(
        key,
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
    write("/etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n");
  }

  Machine write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Writes a dpkg status of packages given as {@code name version}. */
  Machine installed(String... packages) throws IOException {
    StringBuilder status = new StringBuilder();
    for (String one : packages) {
      String[] words = one.split(" ", -1);
      status.append("Package: ").append(words[0]);
      status.append("\nStatus: install ok installed\nArchitecture: amd64\nVersion: ");
      status.append(words[1]).append("\n\n");
    }
    return write("/var/lib/dpkg/status", status.toString());
  }

  Machine golden(String... packages) throws IOException, GeneralSecurityException {
    return goldenAt("/var/lib/dpkg/status", packages);
  }

  /** Adds packages that the golden found in this database. */
  Machine goldenAt(String database, String... packages)
      throws IOException, GeneralSecurityException {
    for (String one : packages) {
      String[] words = one.split(" ", -1);
      this.packages.add(
          ("{'type':'library','name':'%1$s','version':'%2$s',"
                  + "'purl':'pkg:deb/debian/%1$s@%2$s?arch=amd64',"
                  + "'properties':[{'name':'syft:package:foundBy','value':'dpkg-db-cataloger'},"
                  + "{'name':'syft:location:0:path','value':'%3$s'}]}")
              .formatted(words[0], words[1], database));
    }
    return sign();
  }

  /** Adds an npm package that a lock file declares. */
  Machine goldenDeclared(String lockFile, String one) throws IOException, GeneralSecurityException {
    String[] words = one.split(" ", -1);
    packages.add(
        ("{'type':'library','name':'%1$s','version':'%2$s','purl':'pkg:npm/%1$s@%2$s',"
                + "'properties':[{'name':'syft:package:foundBy','value':'javascript-lock-cataloger'},"
                + "{'name':'syft:location:0:path','value':'%3$s'}]}")
            .formatted(words[0], words[1], lockFile));
    return sign();
  }

  Machine goldenFile(String path, String sha256) throws IOException, GeneralSecurityException {
    packages.add(
        "{'type':'file','name':'%s','hashes':[{'alg':'SHA-256','content':'%s'}]}"
            .formatted(path, sha256));
    return sign();
  }

  /** Adds fields to the golden's metadata. */
  Machine metadata(String extra) throws IOException, GeneralSecurityException {
    this.extra = extra;
    return sign();
  }

  Machine sign() throws IOException, GeneralSecurityException {
    String document =
        ("{'bomFormat':'CycloneDX','specVersion':'1.6','metadata':{"
                + extra
                + "'timestamp':'2026-11-01T00:00:00Z','tools':{'components':[{'type':'application',"
                + "'name':'syft','version':'1.54.1'}]},'component':{'type':'file','name':'/'}},"
                + "'components':["
                + String.join(",", packages)
                + "]}")
            .replace('\'', '"');
    return sign(document.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes these bytes the golden, signed. */
  Machine sign(byte[] document) throws IOException, GeneralSecurityException {
    Files.write(golden, document);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(document);
    Files.writeString(
        folder.resolve("golden.cdx.json.sig"), Base64.getEncoder().encodeToString(signer.sign()));
    return this;
  }

  /** Runs a check of this machine with more arguments. */
  Run check(String... more) {
    return check(Environment.BARE, more);
  }

  Run check(Environment environment, String... more) {
    List<String> args = new ArrayList<>(List.of("check", "--root", root.toString()));
    args.addAll(List.of("--golden", golden.toString(), "--key", key.toString()));
    args.addAll(List.of(more));
    return run(environment, args.toArray(new String[0]));
  }

  static Run run(String... args) {
    return run(Environment.BARE, args);
  }

  static Run run(Environment environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new ByteArrayInputStream(new byte[0]),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            CLOCK,
            args);
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
