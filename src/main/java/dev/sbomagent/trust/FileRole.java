package dev.sbomagent.trust;

/** What a file is read for: its words, its reasons and how large it may be. */
enum FileRole {
  GOLDEN("golden", Reason.MISSING_GOLDEN, Reason.UNREADABLE_GOLDEN, Reason.TOO_LARGE),
  /** A document that nobody vouches for: read to be compared with another, not to be believed. */
  DOCUMENT("document", Reason.MISSING_GOLDEN, Reason.UNREADABLE_GOLDEN, Reason.TOO_LARGE),
  SIGNATURE("signature", Reason.MISSING_SIGNATURE, Reason.UNREADABLE_SIGNATURE, Reason.TOO_LARGE),
  KEY("key", Reason.UNUSABLE_KEY, Reason.UNUSABLE_KEY, Reason.UNUSABLE_KEY);

  /** A bare signature: 16 KiB; RSA-8192 in base64 is 1.4 KiB. */
  static final long MAX_BARE = 16 * 1024;

  /** A bundle without what it may wrap: 1 MiB; the largest real ones are 16 KiB. */
  static final long MAX_BUNDLE = 1024 * 1024;

  /** A key file: 16 KiB; RSA-8192 in PEM is 1.5 KiB. */
  static final long MAX_KEY = 16 * 1024;

  private final String word;
  private final Reason missing;
  private final Reason unreadable;
  private final Reason tooLarge;

  FileRole(String word, Reason missing, Reason unreadable, Reason tooLarge) {
    this.word = word;
    this.missing = missing;
    this.unreadable = unreadable;
    this.tooLarge = tooLarge;
  }

  /** The most bytes such a file may have, judged by how it starts. */
  long limit(byte[] head, int length, long maxGoldenBytes) {
    return switch (this) {
      case GOLDEN ->
          FirstBytes.envelope(head, length) ? maxEnvelope(maxGoldenBytes) : maxGoldenBytes;
      case DOCUMENT -> maxGoldenBytes;
      case SIGNATURE -> FirstBytes.json(head, length) ? maxEnvelope(maxGoldenBytes) : MAX_BARE;
      case KEY -> MAX_KEY;
    };
  }

  /**
   * Whether it matters who may write it: a signature that anyone may replace still only verifies
   * when it is right.
   */
  boolean guarded() {
    return this == GOLDEN || this == KEY;
  }

  /** An envelope holds its payload in base64: four bytes for three. */
  private static long maxEnvelope(long maxGoldenBytes) {
    return maxGoldenBytes / 3 * 4 + 4 + MAX_BUNDLE;
  }

  UntrustedException missing(Object path) {
    return new UntrustedException(missing, word + " is missing: " + path);
  }

  UntrustedException unreadable(Object path, String why) {
    return new UntrustedException(unreadable, word + " cannot be read: " + why + ", " + path);
  }

  UntrustedException tooLarge(Object path, long limit) {
    return new UntrustedException(
        tooLarge, word + " is too large: more than " + limit + " bytes, " + path);
  }

  UntrustedException unsafe(Object path, String what) {
    return new UntrustedException(
        Reason.UNSAFE_PERMISSIONS, word + " can be replaced by anyone: " + what + ", " + path);
  }
}
