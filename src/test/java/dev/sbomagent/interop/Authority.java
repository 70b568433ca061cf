package dev.sbomagent.interop;

import java.nio.file.Path;

/** A certificate authority of openssl in a folder, for the length of a test. */
final class Authority {
  private final Path folder;
  private final String name;

  /** Makes one. */
  Authority(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        .with("-subj", "/CN=" + name, "-days", "30")
        .with("-keyout", file(name + ".key"), "-out", file(name + ".crt"))
        .must();
  }

  /** Its own certificate. */
  Path certificate() {
    return folder.resolve(name + ".crt");
  }

  /** What it signed: a certificate, and its key in PKCS#8. */
  record Issued(Path certificate, Path key) {}

  /**
   * Signs a certificate for a new key.
   *
   * @param names as openssl's subjectAltName has them
   * @param days until it expires; negative when it has
   */
  Issued issue(String subject, String names, int days) {
    openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + subject)
        .with("-keyout", file(subject + ".key"), "-out", file(subject + ".csr"))
        .must();
    Path extensions =
        Tool.write(folder.resolve(subject + ".ext"), "subjectAltName=" + names + "\n");
    openssl("x509", "-req", "-in", file(subject + ".csr"), "-CA", file(name + ".crt"))
        .with("-CAkey", file(name + ".key"), "-CAcreateserial", "-days", String.valueOf(days))
        .with("-extfile", extensions.toString(), "-out", file(subject + ".crt"))
        .must();
    return new Issued(folder.resolve(subject + ".crt"), folder.resolve(subject + ".key"));
  }

  private String file(String of) {
    return folder.resolve(of).toString();
  }

  private static Tool openssl(String... arguments) {
    return Tool.of("openssl").with(arguments);
  }
}
