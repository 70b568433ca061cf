package dev.sbomagent.trust;

import java.nio.charset.StandardCharsets;

/**
 * A DSSE envelope (secure-systems-lab/dsse, protocol.md) with an in-toto statement in it and
 * exactly one signature.
 */
final class Envelope {
  /** The only payload type accepted; cosign writes no other (in-toto spec, v1 envelope). */
  static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private final byte[] payload;
  private final byte[] signature;

  Envelope(byte[] payload, byte[] signature) {
    this.payload = payload;
    this.signature = signature;
  }

  /** Not to be parsed before its signature is verified. */
  byte[] payload() {
    return payload;
  }

  byte[] signature() {
    return signature;
  }

  /** What the signature is over: PAE, whose lengths count bytes. */
  SignedMessage message() {
    String head =
        "DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + payload.length + " ";
    return SignedMessage.of(head.getBytes(StandardCharsets.US_ASCII), payload);
  }
}
