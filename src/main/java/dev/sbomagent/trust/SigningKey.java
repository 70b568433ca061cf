package dev.sbomagent.trust;

import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/**
 * A private key that signs goldens as {@code cosign sign-blob} does without a transparency log. For
 * {@code keygen} and {@code sign} only: it reaches Bouncy Castle, verification never does.
 */
public final class SigningKey {
  /** The largest key file read: RSA-8192 encrypted takes 9 KiB. */
  public static final int MAX_FILE_BYTES = 64 * 1024;

  private static final String ENCRYPTED = "ENCRYPTED SIGSTORE PRIVATE KEY";
  private static final String ENCRYPTED_BEFORE_2_2 = "ENCRYPTED COSIGN PRIVATE KEY";
  private static final Path SELF = Path.of("signing key");

  private final PrivateKey key;
  private final PinnedKey verifier;

  private SigningKey(PrivateKey key, PinnedKey verifier) {
    this.key = key;
    this.verifier = verifier;
  }

  /** A new ECDSA P-256 key, as {@code cosign generate-key-pair} makes. */
  public static SigningKey generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(
          pair.getPrivate(), PublicKeys.ofSpki(pair.getPublic().getEncoded(), SELF));
    } catch (GeneralSecurityException | UntrustedException broken) {
      throw new IllegalStateException("this Java runtime cannot make a P-256 key", broken);
    }
  }

  /**
   * Reads a private key in PEM: cosign's encrypted ones, or plain PKCS#8.
   *
   * @param file the file's bytes, at most {@link #MAX_FILE_BYTES}
   * @param password as bytes, which is what is hashed; not used for a plain key
   * @throws SigningKeyException for a wrong password, and for a key that we could not verify with
   */
  public static SigningKey read(byte[] file, byte[] password) throws SigningKeyException {
    Pem pem = file.length > MAX_FILE_BYTES ? null : Pem.parse(file);
    if (pem == null) {
      throw SigningKeyException.unusable("expected exactly one PEM block and nothing else");
    }
    return switch (pem.label()) {
      case ENCRYPTED, ENCRYPTED_BEFORE_2_2 -> ofPkcs8(EncryptedKey.open(pem.content(), password));
      case "PRIVATE KEY" -> ofPkcs8(pem.content());
      case "EC PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
          throw SigningKeyException.unusable(
              "expected one of cosign or plain PKCS#8, not " + pem.label());
      default -> throw SigningKeyException.unusable("it is not a private key");
    };
  }

  private static SigningKey ofPkcs8(byte[] pkcs8) throws SigningKeyException {
    PrivateKey key = parsed(pkcs8);
    try {
      return new SigningKey(key, PublicKeys.ofSpki(PublicHalf.of(key), SELF));
    } catch (UntrustedException weak) {
      throw SigningKeyException.unusable("its public key would not be accepted");
    }
  }

  private static PrivateKey parsed(byte[] pkcs8) throws SigningKeyException {
    try {
      return KeyFactory.getInstance(algorithm(pkcs8))
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | Der.DerException malformed) {
      throw SigningKeyException.unusable("expected an ECDSA, RSA or Ed25519 key in PKCS#8");
    }
  }

  /** The object identifier in a PrivateKeyInfo (RFC 5958 section 2) as JCA calls it. */
  private static String algorithm(byte[] pkcs8) throws Der.DerException {
    Der info = Der.of(pkcs8).inside(Der.SEQUENCE);
    info.natural(); // version
    byte[] oid = info.inside(Der.SEQUENCE).inside(Der.OID).rest();
    return switch (Hash.hex(oid)) {
      case "2a8648ce3d0201" -> "EC";
      case "2a864886f70d010101" -> "RSA";
      case "2b6570" -> "Ed25519";
      default -> throw new Der.DerException("another algorithm");
    };
  }

  /** The private key as cosign writes it, encrypted; mode 0600 is the writer's to set. */
  public String privatePem(byte[] password, SecureRandom random) {
    return Pem.print(ENCRYPTED, EncryptedKey.seal(key.getEncoded(), password, random));
  }

  /** The public key as cosign writes it. */
  public String publicPem() {
    return Pem.print("PUBLIC KEY", verifier.spki());
  }

  /** {@code sha256:<hex>} of the public key, as in every report. */
  public String keyId() {
    return verifier.keyId();
  }

  /**
   * Signs a file's bytes into a Sigstore bundle v0.3, ending in a line feed: the key's hint, the
   * digest, the signature; no time and no log entry.
   */
  public byte[] bundle(byte[] artifact, SecureRandom random) {
    SignedMessage message = SignedMessage.of(artifact);
    byte[] signature = sign(artifact, random);
    if (!verifier.verifies(message, signature)) {
      throw new IllegalStateException("the signature just made does not verify");
    }
    try {
      return print(message, signature);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // writes to memory
    }
  }

  private byte[] sign(byte[] artifact, SecureRandom random) {
    try {
      Signature signer = Signature.getInstance(jcaName());
      signer.initSign(key, random);
      signer.update(artifact);
      return signer.sign();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(
          "this Java runtime cannot sign with " + verifier.algorithm(), broken);
    }
  }

  /**
   * SHA-256 for every curve: {@code cosign verify-blob} 2.6 and 3.1 take no other from a key file,
   * not even the SHA-384 and SHA-512 that their own sign-blob uses (sigstore/cosign issue 5092).
   */
  private String jcaName() {
    return verifier instanceof EcKey
        ? "SHA256withECDSA"
        : verifier instanceof RsaKey ? "SHA256withRSA" : "Ed25519";
  }

  private byte[] print(SignedMessage message, byte[] signature) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter json = JsonWriter.compact(out);
    json.object(
        () -> {
          json.field("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
          json.object(
              "verificationMaterial",
              () ->
                  json.object(
                      "publicKey",
                      () -> json.field("hint", Base64Text.encode(verifier.fingerprint()))));
          json.object(
              "messageSignature",
              () -> {
                json.object(
                    "messageDigest",
                    () ->
                        json.field("algorithm", Hash.SHA256.protobufName())
                            .field("digest", Base64Text.encode(message.digest(Hash.SHA256))));
                json.field("signature", Base64Text.encode(signature));
              });
        });
    json.line().flush();
    return out.toByteArray();
  }
}
