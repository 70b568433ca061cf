package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.trust.VerifiedBytes.Form;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The three JSON forms: a Sigstore bundle (protobuf-specs {@code sigstore_bundle.proto}, as
 * protobuf JSON), the older bundle of cosign ({@code LocalSignedPayload}), a DSSE envelope.
 */
final class BundleReader extends StrictJson {
  /** Limits of sigstore-go; real bundles hold one of each. */
  private static final int MAX_ENTRIES = 32;

  private static final int MAX_TIMESTAMPS = 32;
  private static final int MAX_CERTIFICATES = 8;
  private static final int MAX_SMALL = 64 * 1024;

  private enum Level {
    TOP,
    MATERIAL,
    PUBLIC_KEY,
    CHAIN,
    CHAIN_ITEM,
    CERTIFICATE,
    MESSAGE,
    DIGEST,
    ENVELOPE,
    ENVELOPE_SIGNATURES,
    ENVELOPE_SIGNATURE,
    ENTRIES,
    TIMESTAMPS,
    TIMESTAMP_ITEM,
    TIMESTAMP,
    REKOR_BUNDLE,
    REKOR_PAYLOAD
  }

  private final Path path;
  private Level level = Level.TOP;
  private @Nullable Evidence evidence;

  private boolean mediaType;
  private int materials;
  private int certificates;
  private int timestamps;
  private boolean digestSeen;

  private byte @Nullable [] payload;
  private boolean payloadType;
  private byte @Nullable [] signature;
  private int signatures;
  private int contents;
  private byte @Nullable [] rekorBody;

  BundleReader(Path path, byte[] document) throws JsonException {
    super(document);
    this.path = path;
  }

  /** The form that has this name at its top; null when none has. No two forms share a name. */
  static @Nullable Form form(String topLevelName) {
    return switch (topLevelName) {
      case "mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope" ->
          Form.SIGSTORE_BUNDLE;
      case "base64Signature", "cert", "rekorBundle" -> Form.COSIGN_BUNDLE;
      case "payload", "payloadType", "signatures" -> Form.DSSE;
      default -> null;
    };
  }

  Evidence evidence() throws JsonException, UntrustedException {
    reader.object(this);
    reader.end();
    if (evidence == null) {
      throw refuse("an empty object");
    }
    Evidence whole = evidence;
    if (whole.form == Form.SIGSTORE_BUNDLE && !mediaType) {
      throw refuse("no mediaType");
    }
    if (whole.form == Form.SIGSTORE_BUNDLE && materials != 1) {
      throw refuse("expected exactly one of publicKey, certificate and x509CertificateChain");
    }
    if (whole.form == Form.DSSE) {
      whole.envelope = envelope();
    } else if (contents != 1) {
      throw refuse("expected exactly one signature");
    }
    noteRest(whole);
    return whole;
  }

  private void noteRest(Evidence whole) {
    if (timestamps > 0) {
      whole.notes.add(timestamps + " signed timestamp(s) beside the signature, not relied upon");
    }
  }

  @Override
  public void read(String name) throws JsonException {
    switch (level) {
      case TOP -> top(name);
      case MATERIAL -> material(name);
      case PUBLIC_KEY -> publicKey(name);
      case CHAIN -> chain(name);
      case CERTIFICATE -> certificate(name);
      case MESSAGE -> message(name);
      case DIGEST -> digest(name);
      case ENVELOPE -> envelope(name);
      case ENVELOPE_SIGNATURE -> envelopeSignature(name);
      case TIMESTAMPS -> timestamps(name);
      case TIMESTAMP -> timestamp(name);
      case REKOR_BUNDLE -> rekorBundle(name);
      case REKOR_PAYLOAD -> rekorPayload(name);
      case CHAIN_ITEM, ENVELOPE_SIGNATURES, ENTRIES, TIMESTAMP_ITEM -> throw unknown();
    }
  }

  @Override
  public void read() throws JsonException {
    switch (level) {
      case CHAIN_ITEM -> {
        if (++certificates > MAX_CERTIFICATES) {
          throw refuse("more than " + MAX_CERTIFICATES + " certificates");
        }
        object(Level.CERTIFICATE);
      }
      case ENVELOPE_SIGNATURES -> {
        if (++signatures > 1) {
          throw refuse("more than one signature in the envelope");
        }
        object(Level.ENVELOPE_SIGNATURE);
      }
      case ENTRIES -> {
        if (found().entries.size() >= MAX_ENTRIES) {
          throw refuse("more than " + MAX_ENTRIES + " log entries");
        }
        found().entries.add(new LogEntryReader(this).entry());
      }
      case TIMESTAMP_ITEM -> {
        if (++timestamps > MAX_TIMESTAMPS) {
          throw refuse("more than " + MAX_TIMESTAMPS + " timestamps");
        }
        object(Level.TIMESTAMP);
      }
      default -> throw unknown();
    }
  }

  private void object(Level inside) throws JsonException {
    Level outside = level;
    level = inside;
    reader.object(this);
    level = outside;
  }

  private void array(Level inside) throws JsonException {
    Level outside = level;
    level = inside;
    reader.array(this);
    level = outside;
  }

  private Evidence found() {
    return java.util.Objects.requireNonNull(evidence);
  }

  private void top(String name) throws JsonException {
    Form form = form(name);
    if (form == null) {
      throw unknown();
    }
    if (evidence == null) {
      evidence = new Evidence(form, path);
    } else if (evidence.form != form) {
      throw refuse("fields of two forms of signature");
    }
    switch (name) {
      case "mediaType" -> mediaType();
      case "verificationMaterial" -> object(Level.MATERIAL);
      case "messageSignature" -> {
        contents++;
        object(Level.MESSAGE);
        evidence.signature = required(signature, "signature");
      }
      case "dsseEnvelope" -> {
        contents++;
        object(Level.ENVELOPE);
        evidence.envelope = envelope();
      }
      case "base64Signature" -> {
        contents++;
        cosignSignature();
      }
      case "cert" -> cosignCertificate();
      case "rekorBundle" -> {
        object(Level.REKOR_BUNDLE);
        evidence.entries.add(LogEntry.ofBody(required(rekorBody, "body"), this));
      }
      default -> envelope(name);
    }
  }

  private byte[] required(byte @Nullable [] value, String name) throws JsonException {
    if (value == null || value.length == 0) {
      throw refuse("no " + name);
    }
    return value;
  }

  private void mediaType() throws JsonException {
    mediaType = true;
    switch (reader.string()) {
      case "application/vnd.dev.sigstore.bundle+json;version=0.1",
          "application/vnd.dev.sigstore.bundle+json;version=0.2",
          "application/vnd.dev.sigstore.bundle+json;version=0.3",
          "application/vnd.dev.sigstore.bundle.v0.1+json",
          "application/vnd.dev.sigstore.bundle.v0.2+json",
          "application/vnd.dev.sigstore.bundle.v0.3+json" -> {
        return;
      }
      default -> throw refuse("a mediaType that is not a Sigstore bundle of version 0.1 to 0.3");
    }
  }

  private void material(String name) throws JsonException {
    switch (name) {
      case "publicKey" -> {
        materials++;
        object(Level.PUBLIC_KEY);
      }
      case "certificate" -> {
        materials++;
        object(Level.CERTIFICATE);
      }
      case "x509CertificateChain" -> {
        materials++;
        object(Level.CHAIN);
        if (certificates == 0) {
          throw refuse("an empty certificate chain");
        }
      }
      case "tlogEntries" -> array(Level.ENTRIES);
      case "timestampVerificationData" -> object(Level.TIMESTAMPS);
      default -> throw unknown();
    }
  }

  private void publicKey(String name) throws JsonException {
    if (!name.equals("hint")) {
      throw unknown();
    }
    found().hint = reader.string();
  }

  private void chain(String name) throws JsonException {
    if (!name.equals("certificates")) {
      throw unknown();
    }
    array(Level.CHAIN_ITEM);
  }

  private void certificate(String name) throws JsonException {
    if (!name.equals("rawBytes")) {
      throw unknown();
    }
    byte[] spki = Certificates.spki(base64());
    if (spki == null) {
      throw refuse("not a certificate");
    }
    if (found().companion == null) { // the first is the leaf
      found().companion = spki;
    }
  }

  private void message(String name) throws JsonException {
    switch (name) {
      case "messageDigest" -> {
        digestSeen = false;
        object(Level.DIGEST);
        if (found().digest != null && !digestSeen) {
          throw refuse("a digest without its algorithm");
        }
      }
      case "signature" -> signature = base64();
      default -> throw unknown();
    }
  }

  private void digest(String name) throws JsonException {
    switch (name) {
      case "algorithm" -> {
        digestSeen = true;
        String algorithm = reader.string();
        found().digestHash = Hash.ofProtobuf(algorithm);
        if (found().digestHash == null) {
          throw refuse("a digest algorithm other than SHA2_256, SHA2_384 and SHA2_512");
        }
      }
      case "digest" -> found().digest = base64();
      default -> throw unknown();
    }
  }

  private void envelope(String name) throws JsonException {
    switch (name) {
      case "payload" -> payload = base64();
      case "payloadType" -> {
        if (!reader.string().equals(Envelope.PAYLOAD_TYPE)) {
          throw refuse("a payloadType other than " + Envelope.PAYLOAD_TYPE);
        }
        payloadType = true;
      }
      case "signatures" -> array(Level.ENVELOPE_SIGNATURES);
      default -> throw unknown();
    }
  }

  private void envelopeSignature(String name) throws JsonException {
    switch (name) {
      case "sig" -> signature = base64();
      case "keyid" -> reader.string(); // a hint of free format, empty from cosign
      default -> throw unknown();
    }
  }

  private Envelope envelope() throws JsonException {
    if (!payloadType) {
      throw refuse("no payloadType");
    }
    return new Envelope(required(payload, "payload"), required(signature, "signature"));
  }

  private void timestamps(String name) throws JsonException {
    if (!name.equals("rfc3161Timestamps")) {
      throw unknown();
    }
    array(Level.TIMESTAMP_ITEM);
  }

  private void timestamp(String name) throws JsonException {
    if (!name.equals("signedTimestamp")) {
      throw unknown();
    }
    if (base64().length > MAX_SMALL) {
      throw refuse("a timestamp of more than " + MAX_SMALL + " bytes");
    }
  }

  /** The signature itself, or for {@code cosign attest-blob} the JSON of a DSSE envelope. */
  private void cosignSignature() throws JsonException {
    byte[] decoded = required(base64(), "signature");
    if (!FirstBytes.json(decoded, decoded.length)) {
      found().signature = decoded;
      return;
    }
    BundleReader inside = new BundleReader(path, decoded);
    Evidence wrapped;
    try {
      wrapped = inside.evidence();
    } catch (JsonException | UntrustedException broken) {
      throw refuse("a wrapped envelope that is malformed");
    }
    if (wrapped.form != Form.DSSE) {
      throw refuse("a wrapped signature that is not an envelope");
    }
    found().envelope = wrapped.envelope;
  }

  /** PEM in base64: cosign 1 and 3.1.0 put the public key here, keyless signing a certificate. */
  private void cosignCertificate() throws JsonException {
    byte[] decoded = Base64Text.decode(reader.string());
    byte[] spki = decoded == null ? null : Certificates.spkiOfPem(decoded);
    if (spki == null) {
      found().notes.add("the cert beside the signature is not understood, not relied upon");
    }
    found().companion = spki;
  }

  private void rekorBundle(String name) throws JsonException {
    switch (name) {
      case "SignedEntryTimestamp" -> base64();
      case "Payload" -> object(Level.REKOR_PAYLOAD);
      default -> throw unknown();
    }
  }

  private void rekorPayload(String name) throws JsonException {
    switch (name) {
      case "body" -> rekorBody = base64();
      case "integratedTime", "logIndex" -> natural();
      case "logID" -> reader.string();
      default -> throw unknown();
    }
  }
}
