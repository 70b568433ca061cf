package dev.sbomagent.golden;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells by its first bytes what a document is, and has the right reader read it. */
final class Documents {
  private static final int LEADING_SPACE = 4096;

  private Documents() {}

  static Sbom parse(byte[] document, SbomLimits limits) throws SbomException {
    if (GzipMember.isGzip(document)) {
      return gzip(document, limits);
    }
    if (document.length > limits.maxExpandedBytes()) {
      throw new SbomException("more than " + limits.maxExpandedBytes() + " bytes", true);
    }
    if (isXml(document, document.length)) {
      return xml(new ByteArrayInputStream(document), limits);
    }
    try {
      return json(JsonReader.of(document, json(limits)), limits);
    } catch (JsonException broken) {
      throw refused(broken);
    }
  }

  private static Sbom gzip(byte[] document, SbomLimits limits) throws SbomException {
    boolean xml = isXmlInside(document, limits);
    try (GzipMember in = new GzipMember(document, limits)) {
      try {
        return xml ? xml(in, limits) : json(JsonReader.of(in, json(limits)), limits);
      } catch (JsonException broken) {
        throw new SbomException(text(broken), broken.tooLarge() || in.tooLarge());
      } catch (SbomException broken) {
        throw new SbomException(text(broken), broken.tooLarge() || in.tooLarge());
      }
    } catch (IOException broken) {
      throw new SbomException(text(broken));
    }
  }

  private static boolean isXmlInside(byte[] document, SbomLimits limits) throws SbomException {
    byte[] head = new byte[LEADING_SPACE];
    try (GzipMember in = new GzipMember(document, limits)) {
      try {
        return isXml(head, Math.max(0, in.read(head, 0, head.length)));
      } catch (IOException broken) {
        throw new SbomException(text(broken), in.tooLarge());
      }
    } catch (IOException broken) {
      throw new SbomException(text(broken));
    }
  }

  private static Sbom json(JsonReader in, SbomLimits limits) throws JsonException, SbomException {
    Draft draft = new Draft(limits);
    new JsonBom(in, draft).read();
    return draft.finish();
  }

  private static Sbom xml(InputStream in, SbomLimits limits) throws SbomException {
    Draft draft = new Draft(limits);
    XmlBom.read(in, draft);
    return draft.finish();
  }

  private static JsonLimits json(SbomLimits limits) {
    return JsonLimits.ofBytes(limits.maxExpandedBytes());
  }

  private static boolean isXml(byte[] head, int length) {
    for (int i = 0; i < length && i < LEADING_SPACE; i++) {
      if (head[i] != ' ' && head[i] != '\n' && head[i] != '\r' && head[i] != '\t') {
        return head[i] == '<';
      }
    }
    return false;
  }

  private static SbomException refused(JsonException broken) {
    return new SbomException(text(broken), broken.tooLarge());
  }

  private static String text(Exception broken) {
    return String.valueOf(broken.getMessage());
  }
}
