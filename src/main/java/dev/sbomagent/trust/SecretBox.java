package dev.sbomagent.trust;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/**
 * NaCl secretbox (XSalsa20 and Poly1305) under a key from scrypt (RFC 7914): how cosign encrypts
 * private keys. The Java runtime has neither; nothing that verifies may load this class.
 */
final class SecretBox {
  static final int SALT_BYTES = 32;
  static final int NONCE_BYTES = 24;
  private static final int KEY_BYTES = 32;
  private static final int MAC_BYTES = 16;

  private final byte[] key;
  private final byte[] nonce;

  /**
   * Derives the key; with {@code n = 65536} this takes 64 MiB and about a second.
   *
   * @param n the cost, a power of two; 128 · 8 · n bytes are taken
   */
  SecretBox(byte[] password, byte[] salt, int n, byte[] nonce) {
    this.key = SCrypt.generate(password, salt, n, 8, 1, KEY_BYTES);
    this.nonce = nonce;
  }

  /** The authenticator followed by the encrypted text. */
  byte[] seal(byte[] plain) {
    XSalsa20Engine stream = stream();
    byte[] macKey = macKey(stream);
    byte[] sealed = new byte[MAC_BYTES + plain.length];
    stream.processBytes(plain, 0, plain.length, sealed, MAC_BYTES);
    byte[] mac = mac(macKey, sealed);
    System.arraycopy(mac, 0, sealed, 0, MAC_BYTES);
    return sealed;
  }

  /** The text, or null when the authenticator does not fit. */
  byte @Nullable [] open(byte[] sealed) {
    if (sealed.length < MAC_BYTES) {
      return null;
    }
    XSalsa20Engine stream = stream();
    byte[] mac = mac(macKey(stream), sealed);
    if (!MessageDigest.isEqual(mac, Arrays.copyOf(sealed, MAC_BYTES))) {
      return null;
    }
    byte[] plain = new byte[sealed.length - MAC_BYTES];
    stream.processBytes(sealed, MAC_BYTES, plain.length, plain, 0);
    return plain;
  }

  private XSalsa20Engine stream() {
    XSalsa20Engine stream = new XSalsa20Engine();
    stream.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    return stream;
  }

  /** The first 32 bytes of the stream; the text is encrypted with what follows. */
  private static byte[] macKey(XSalsa20Engine stream) {
    byte[] macKey = new byte[KEY_BYTES];
    stream.processBytes(new byte[KEY_BYTES], 0, KEY_BYTES, macKey, 0);
    return macKey;
  }

  private static byte[] mac(byte[] macKey, byte[] sealed) {
    Poly1305 poly = new Poly1305();
    poly.init(new KeyParameter(macKey));
    poly.update(sealed, MAC_BYTES, sealed.length - MAC_BYTES);
    byte[] mac = new byte[MAC_BYTES];
    poly.doFinal(mac, 0);
    return mac;
  }
}
