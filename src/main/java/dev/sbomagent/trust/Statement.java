package dev.sbomagent.trust;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import java.util.Arrays;

/**
 * The in-toto statement (in-toto/attestation, spec v0.1 and v1) that a verified payload holds:
 * about which files, and where in the payload its predicate stands. Names it does not know it
 * passes over, as that specification asks; the predicate is cut out as it was signed, not
 * rewritten.
 */
final class Statement extends StrictJson {
  /** Limits of sigstore-go. */
  private static final int MAX_SUBJECTS = 1024;

  private static final int MAX_DIGESTS = 32;
  private static final String PREDICATE_TYPE = "https://cyclonedx.org/bom";

  private enum Level {
    STATEMENT,
    SUBJECTS,
    SUBJECT,
    DIGESTS
  }

  private final byte[] payload;
  private final String sha256;
  private Level level = Level.STATEMENT;
  private boolean type;
  private boolean predicateType;
  private int subjects;
  private int digests;
  private boolean about;
  private int predicateStart;
  private int predicateEnd;

  /**
   * A reader of a payload whose signature is verified.
   *
   * @param sha256 of the file that it may be about, lower-case hex
   */
  Statement(byte[] payload, String sha256) throws JsonException {
    super(payload);
    this.payload = payload;
    this.sha256 = sha256;
  }

  void parse() throws JsonException {
    reader.object(this);
    reader.end();
    if (!type || !predicateType || predicateEnd == 0 || subjects == 0) {
      throw refuse("no _type, subject, predicateType or predicate");
    }
  }

  /** Whether one of its subjects is the file. */
  boolean isAboutFile() {
    return about;
  }

  /** The BOM, byte for byte as signed. */
  byte[] predicate() {
    return Arrays.copyOfRange(payload, predicateStart, predicateEnd);
  }

  @Override
  public void read(String name) throws JsonException {
    switch (level) {
      case STATEMENT -> statement(name);
      case SUBJECT -> {
        if (name.equals("digest")) {
          digests = 0;
          level = Level.DIGESTS;
          reader.object(this);
          level = Level.SUBJECT;
        } else {
          reader.skip();
        }
      }
      case DIGESTS -> {
        if (++digests > MAX_DIGESTS) {
          throw refuse("more than " + MAX_DIGESTS + " digests of a subject");
        }
        String digest = reader.string();
        about |= name.equals("sha256") && digest.equals(sha256);
      }
      case SUBJECTS -> throw unknown();
    }
  }

  @Override
  public void read() throws JsonException {
    if (++subjects > MAX_SUBJECTS) {
      throw refuse("more than " + MAX_SUBJECTS + " subjects");
    }
    level = Level.SUBJECT;
    reader.object(this);
    level = Level.SUBJECTS;
  }

  private void statement(String name) throws JsonException {
    switch (name) {
      case "_type" -> {
        String value = reader.string();
        if (!value.equals("https://in-toto.io/Statement/v0.1")
            && !value.equals("https://in-toto.io/Statement/v1")) {
          throw refuse("a _type other than an in-toto statement v0.1 or v1");
        }
        type = true;
      }
      case "predicateType" -> {
        if (!reader.string().equals(PREDICATE_TYPE)) {
          throw refuse("a predicateType other than " + PREDICATE_TYPE);
        }
        predicateType = true;
      }
      case "subject" -> {
        level = Level.SUBJECTS;
        reader.array(this);
        level = Level.STATEMENT;
      }
      case "predicate" -> {
        if (reader.kind() != JsonReader.Kind.OBJECT) {
          throw refuse("a predicate that is not an object");
        }
        predicateStart = (int) reader.offset();
        predicateEnd = (int) reader.skipContainer();
      }
      default -> reader.skip();
    }
  }
}
