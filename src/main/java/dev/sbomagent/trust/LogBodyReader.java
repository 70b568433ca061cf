package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The body of a Rekor entry: kinds {@code hashedrekord} 0.0.1 and 0.0.2 and {@code dsse} 0.0.1
 * (sigstore/rekor {@code pkg/types}, rekor-tiles {@code api/proto}) strictly, of others only the
 * kind and version.
 */
final class LogBodyReader extends StrictJson {
  private enum Level {
    TOP,
    SPEC,
    HASHED_SPEC_2,
    HASHED_DATA,
    HASH,
    PAYLOAD_HASH,
    ENVELOPE_HASH,
    DIGEST_2,
    SIGNATURE,
    PUBLIC_KEY,
    SIGNATURE_2,
    VERIFIER_2,
    RAW_KEY,
    RAW_CERTIFICATE,
    DSSE_SIGNATURES,
    DSSE_SIGNATURE
  }

  private Level level = Level.TOP;
  private String kind = "";
  private String version = "";
  private boolean spec;
  private boolean known;
  private int signatures;

  private @Nullable Hash hash;
  private byte @Nullable [] digest;
  private byte @Nullable [] signature;
  private byte @Nullable [] key;

  LogBodyReader(byte[] body) throws JsonException {
    super(body);
  }

  LogEntry entry() throws JsonException {
    reader.object(this);
    reader.end();
    LogEntry entry = new LogEntry(kind, version);
    if (kind.isEmpty() || version.isEmpty()) {
      throw refuse("no kind or apiVersion");
    }
    if (isKnown()) {
      if (!known || digest == null || signature == null || key == null) {
        throw refuse("no digest, signature or key");
      }
      entry.understood = true;
      entry.hash = hash;
      entry.digest = digest;
      entry.signature = signature;
      entry.key = key;
    }
    return entry;
  }

  private boolean isKnown() {
    return (kind.equals("hashedrekord") && (version.equals("0.0.1") || version.equals("0.0.2")))
        || (kind.equals("dsse") && version.equals("0.0.1"));
  }

  @Override
  public void read(String name) throws JsonException {
    switch (level) {
      case TOP -> top(name);
      case SPEC -> spec(name);
      case HASHED_SPEC_2 -> {
        switch (name) {
          case "data" -> object(Level.DIGEST_2);
          case "signature" -> object(Level.SIGNATURE_2);
          default -> throw unknown();
        }
      }
      case HASHED_DATA -> {
        only(name, "hash");
        object(Level.HASH);
      }
      case HASH, PAYLOAD_HASH, ENVELOPE_HASH -> hash(name);
      case DIGEST_2 -> digest2(name);
      case SIGNATURE -> signature(name);
      case PUBLIC_KEY -> {
        only(name, "content");
        key = keyOfPem();
      }
      case SIGNATURE_2 -> {
        switch (name) {
          case "content" -> signature = base64();
          case "verifier" -> object(Level.VERIFIER_2);
          default -> throw unknown();
        }
      }
      case VERIFIER_2 -> verifier2(name);
      case RAW_KEY -> {
        only(name, "rawBytes");
        key = base64();
      }
      case RAW_CERTIFICATE -> {
        only(name, "rawBytes");
        key = Certificates.spki(base64());
      }
      case DSSE_SIGNATURE -> dsseSignature(name);
      case DSSE_SIGNATURES -> throw unknown();
    }
  }

  @Override
  public void read() throws JsonException {
    if (++signatures > 1) { // an envelope of ours has one
      throw refuse("more than one signature");
    }
    object(Level.DSSE_SIGNATURE);
  }

  private void object(Level inside) throws JsonException {
    Level outside = level;
    level = inside;
    reader.object(this);
    level = outside;
  }

  private void only(String name, String expected) throws JsonException {
    if (!name.equals(expected)) {
      throw unknown();
    }
  }

  private void top(String name) throws JsonException {
    switch (name) {
      case "kind" -> kind = small();
      case "apiVersion" -> version = small();
      case "spec" -> {
        if (spec || kind.isEmpty() || version.isEmpty()) {
          // canonical JSON (RFC 8785) sorts names, so they come first
          throw refuse("not canonical: spec before kind and apiVersion");
        }
        spec = true;
        known = isKnown();
        if (known) {
          object(Level.SPEC);
        } else {
          reader.skip();
        }
      }
      default -> throw unknown();
    }
  }

  private String small() throws JsonException {
    String text = reader.string();
    boolean plain = text.length() <= 32;
    for (int i = 0; plain && i < text.length(); i++) {
      char c = text.charAt(i);
      plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }
    if (!plain) {
      throw refuse("not a kind or version");
    }
    return text;
  }

  private void spec(String name) throws JsonException {
    boolean dsse = kind.equals("dsse");
    boolean first = version.equals("0.0.1");
    if (!dsse && first && name.equals("data")) {
      object(Level.HASHED_DATA);
    } else if (!dsse && first && name.equals("signature")) {
      object(Level.SIGNATURE);
    } else if (!dsse && !first && name.equals("hashedRekordV002")) {
      object(Level.HASHED_SPEC_2);
    } else if (dsse && name.equals("payloadHash")) {
      object(Level.PAYLOAD_HASH);
    } else if (dsse && name.equals("envelopeHash")) {
      object(Level.ENVELOPE_HASH);
    } else if (dsse && name.equals("signatures")) {
      Level outside = level;
      level = Level.DSSE_SIGNATURES;
      reader.array(this);
      level = outside;
    } else {
      throw unknown();
    }
  }

  /** The hash of the envelope is over spellings of it that we do not have, so it is passed over. */
  private void hash(String name) throws JsonException {
    switch (name) {
      case "algorithm" -> {
        Hash named = Hash.ofRekor(reader.string());
        if (named == null) {
          throw refuse("an algorithm other than sha256, sha384 and sha512");
        }
        hash = level == Level.ENVELOPE_HASH ? hash : named;
      }
      case "value" -> {
        byte[] value = hex();
        digest = level == Level.ENVELOPE_HASH ? digest : value;
      }
      default -> throw unknown();
    }
  }

  private byte[] hex() throws JsonException {
    try {
      return HexFormat.of().parseHex(reader.string());
    } catch (IllegalArgumentException notHex) {
      throw refuse("not a hexadecimal digest");
    }
  }

  private void digest2(String name) throws JsonException {
    switch (name) {
      case "algorithm" -> {
        hash = Hash.ofProtobuf(reader.string());
        if (hash == null) {
          throw refuse("an algorithm other than SHA2_256, SHA2_384 and SHA2_512");
        }
      }
      case "digest" -> digest = base64();
      default -> throw unknown();
    }
  }

  private void signature(String name) throws JsonException {
    switch (name) {
      case "content" -> signature = base64();
      case "publicKey" -> object(Level.PUBLIC_KEY);
      default -> throw unknown();
    }
  }

  private void verifier2(String name) throws JsonException {
    switch (name) {
      case "keyDetails" -> reader.string();
      case "publicKey" -> object(Level.RAW_KEY);
      case "x509Certificate" -> object(Level.RAW_CERTIFICATE);
      default -> throw unknown();
    }
  }

  private void dsseSignature(String name) throws JsonException {
    switch (name) {
      case "signature" -> signature = base64();
      case "verifier" -> key = keyOfPem();
      default -> throw unknown();
    }
  }

  private byte @Nullable [] keyOfPem() throws JsonException {
    if (reader.kind() != JsonReader.Kind.STRING) {
      throw refuse("expected a string");
    }
    return Certificates.spkiOfPem(base64());
  }
}
