package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and its self-signed certificate, made by keytool: PEM for us, a context for a server. */
final class Certificates {
  private static final char[] PASSWORD = "password".toCharArray();
  private final KeyStore store;
  final Path certificate;
  final Path key;

  /**
   * Makes them.
   *
   * @param names as keytool's {@code -ext san=} has them
   * @param more options of keytool
   */
  Certificates(Path folder, String name, String algorithm, String names, String... more)
      throws IOException, GeneralSecurityException {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "ours",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names));
    command.addAll(Arrays.asList(more));
    run(command);
    store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    certificate =
        pem(
            folder.resolve(name + ".crt"),
            "CERTIFICATE",
            store.getCertificate("ours").getEncoded());
    key =
        pem(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            store.getKey("ours", PASSWORD).getEncoded());
  }

  private static void run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError("status " + process.exitValue() + ": " + command);
      }
    } catch (InterruptedException stop) {
      process.destroyForcibly();
      throw new AssertionError(stop);
    }
  }

  private static Path pem(Path file, String label, byte[] bytes) throws IOException {
    String text =
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
            + "\n-----END "
            + label
            + "-----\n";
    return Files.write(file, text.getBytes(US_ASCII));
  }

  /** What a server needs that shows these and trusts those. */
  SSLContext server(Certificates trusted) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore others = KeyStore.getInstance("PKCS12");
    others.load(null, null);
    others.setCertificateEntry("other", trusted.store.getCertificate("ours"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(others);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
