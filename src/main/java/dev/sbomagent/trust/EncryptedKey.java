package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The JSON inside cosign's encrypted private keys (go-securesystemslib {@code encrypted}): scrypt
 * with one of three costs, secretbox around the PKCS#8 key.
 */
final class EncryptedKey extends StrictJson {
  /** What go-securesystemslib writes and calls Standard. */
  private static final int COST = 65536;

  private enum Level {
    TOP,
    KDF,
    PARAMS,
    CIPHER
  }

  private Level level = Level.TOP;
  private long n;
  private long r;
  private long p;
  private String kdf = "";
  private String cipher = "";
  private byte @Nullable [] salt;
  private byte @Nullable [] nonce;
  private byte @Nullable [] ciphertext;

  private EncryptedKey(byte[] document) throws JsonException {
    super(document);
  }

  /** Decrypts the PKCS#8 key. */
  static byte[] open(byte[] document, byte[] password) throws SigningKeyException {
    try {
      return new EncryptedKey(document).open(password);
    } catch (JsonException broken) {
      throw SigningKeyException.unusable("what is encrypted in it is malformed");
    }
  }

  private byte[] open(byte[] password) throws JsonException, SigningKeyException {
    reader.object(this);
    reader.end();
    if (!kdf.equals("scrypt") || !cipher.equals("nacl/secretbox")) {
      throw SigningKeyException.unusable("it is not encrypted with scrypt and nacl/secretbox");
    }
    // the three that go-securesystemslib knows; any other is a way to take all memory
    if (r != 8 || p != 1 || (n != 32768 && n != 65536 && n != 131072)) {
      throw SigningKeyException.unusable("scrypt parameters other than cosign's");
    }
    if (salt == null
        || salt.length != SecretBox.SALT_BYTES
        || nonce == null
        || nonce.length != SecretBox.NONCE_BYTES
        || ciphertext == null) {
      throw SigningKeyException.unusable("salt, nonce or ciphertext is missing");
    }
    byte[] plain = new SecretBox(password, salt, (int) n, nonce).open(ciphertext);
    if (plain == null) {
      throw new SigningKeyException(
          SigningKeyException.Reason.WRONG_PASSWORD, "private key does not open: wrong password");
    }
    return plain;
  }

  /** Encrypts a PKCS#8 key. */
  static byte[] seal(byte[] pkcs8, byte[] password, SecureRandom random) {
    byte[] salt = new byte[SecretBox.SALT_BYTES];
    byte[] nonce = new byte[SecretBox.NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    byte[] sealed = new SecretBox(password, salt, COST, nonce).seal(pkcs8);
    try {
      return print(salt, nonce, sealed);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible); // writes to memory
    }
  }

  private static byte[] print(byte[] salt, byte[] nonce, byte[] sealed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JsonWriter json = JsonWriter.compact(out);
    json.object(
        () -> {
          json.object(
              "kdf",
              () -> {
                json.field("name", "scrypt");
                json.object("params", () -> json.field("N", COST).field("r", 8).field("p", 1));
                json.field("salt", Base64Text.encode(salt));
              });
          json.object(
              "cipher",
              () -> {
                json.field("name", "nacl/secretbox");
                json.field("nonce", Base64Text.encode(nonce));
              });
          json.field("ciphertext", Base64Text.encode(sealed));
        });
    json.flush();
    return out.toByteArray();
  }

  @Override
  public void read(String name) throws JsonException {
    switch (level) {
      case TOP -> {
        switch (name) {
          case "kdf" -> object(Level.KDF);
          case "cipher" -> object(Level.CIPHER);
          case "ciphertext" -> ciphertext = base64();
          default -> throw unknown();
        }
      }
      case KDF -> {
        switch (name) {
          case "name" -> kdf = reader.string();
          case "params" -> object(Level.PARAMS);
          case "salt" -> salt = base64();
          default -> throw unknown();
        }
      }
      case PARAMS -> {
        switch (name) {
          case "N" -> n = natural();
          case "r" -> r = natural();
          case "p" -> p = natural();
          default -> throw unknown();
        }
      }
      case CIPHER -> {
        switch (name) {
          case "name" -> cipher = reader.string();
          case "nonce" -> nonce = base64();
          default -> throw unknown();
        }
      }
    }
  }

  @Override
  public void read() throws JsonException {
    throw unknown();
  }

  private void object(Level inside) throws JsonException {
    Level outside = level;
    level = inside;
    reader.object(this);
    level = outside;
  }
}
