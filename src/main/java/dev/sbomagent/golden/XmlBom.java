package dev.sbomagent.golden;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads CycloneDX XML into a {@link Draft}, to the same result as the JSON of the same run. UTF-8
 * alone; no document type, so no entity but the five of XML; elements of other namespaces are
 * passed over; an element that may stand once and stands twice is refused.
 *
 * <p>The parser reaches neither network nor file system: there is no document type to lead it
 * there.
 */
final class XmlBom {
  private static final String NAMESPACE = "http://cyclonedx.org/schema/bom/";
  private static final int MAX_DEPTH = 64;

  private final XMLStreamReader in;
  private final Draft draft;
  private String namespace = "";
  private int depth;

  private XmlBom(XMLStreamReader in, Draft draft) {
    this.in = in;
    this.draft = draft;
  }

  /** Reads the whole document; {@code document} stays the caller's to close. */
  static void read(InputStream document, Draft draft) throws SbomException {
    try {
      XMLStreamReader in =
          factory()
              .createXMLStreamReader(
                  new InputStreamReader(
                      document,
                      StandardCharsets.UTF_8
                          .newDecoder()
                          .onMalformedInput(CodingErrorAction.REPORT)
                          .onUnmappableCharacter(CodingErrorAction.REPORT)));
      try {
        new XmlBom(in, draft).document();
      } catch (SbomException refused) {
        throw new SbomException(place(in) + refused.getMessage(), refused.tooLarge());
      } finally {
        in.close();
      }
    } catch (XMLStreamException broken) {
      throw new SbomException("malformed XML: " + firstLine(String.valueOf(broken.getMessage())));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  private static String place(XMLStreamReader in) {
    return "line "
        + in.getLocation().getLineNumber()
        + ", column "
        + in.getLocation().getColumnNumber()
        + ": ";
  }

  private static String firstLine(String words) {
    String line = words.replace('\n', ' ').replace('\r', ' ');
    return line.length() > 300 ? line.substring(0, 300) : line;
  }

  private void document() throws XMLStreamException, SbomException {
    String encoding = in.getCharacterEncodingScheme();
    if (encoding != null && !encoding.toUpperCase(Locale.ROOT).equals("UTF-8")) {
      throw new SbomException("encoding " + Paths.quoted(encoding) + " instead of UTF-8");
    }
    if (in.getVersion() != null && !in.getVersion().equals("1.0")) {
      throw new SbomException("XML version " + Paths.quoted(in.getVersion()));
    }
    while (in.next() != START_ELEMENT) {
      refuseDocumentType();
    }
    String uri = String.valueOf(in.getNamespaceURI());
    if (!in.getLocalName().equals("bom") || !uri.startsWith(NAMESPACE)) {
      throw new SbomException("not CycloneDX but " + Paths.quoted(in.getLocalName()));
    }
    draft.specVersion(uri.substring(NAMESPACE.length()));
    namespace = uri;
    depth = 1;
    Set<String> seen = new HashSet<>();
    while (child()) {
      switch (once(seen)) {
        case "metadata" -> metadata();
        case "components" -> components(new Entry());
        default -> skip();
      }
    }
    while (in.hasNext()) {
      in.next();
      refuseDocumentType();
    }
  }

  private void refuseDocumentType() throws SbomException {
    if (in.getEventType() == DTD) {
      throw new SbomException("document type");
    }
  }

  /** Moves to the next child element; false at the end of the parent, which is consumed. */
  private boolean child() throws XMLStreamException, SbomException {
    for (; ; ) {
      switch (in.next()) {
        case START_ELEMENT -> {
          if (++depth > MAX_DEPTH) {
            throw new SbomException("nesting of more than " + MAX_DEPTH);
          }
          return true;
        }
        case END_ELEMENT -> {
          depth--;
          return false;
        }
        case ENTITY_REFERENCE -> throw new SbomException("reference to an entity");
        default -> {}
      }
    }
  }

  /** The element's name; empty when it is of another namespace, and so of no concern. */
  private String name() {
    return namespace.equals(in.getNamespaceURI()) ? in.getLocalName() : "";
  }

  private String once(Set<String> seen) throws SbomException {
    String name = name();
    if (!name.isEmpty() && !seen.add(name)) {
      throw new SbomException("a second " + Paths.quoted(name));
    }
    return name;
  }

  private void skip() throws XMLStreamException, SbomException {
    int outside = depth - 1;
    while (depth > outside) {
      child();
    }
  }

  /** The text of an element without child elements. */
  private String text() throws XMLStreamException, SbomException {
    StringBuilder text = new StringBuilder();
    for (; ; ) {
      switch (in.next()) {
        case CHARACTERS, CDATA, SPACE ->
            text.append(in.getTextCharacters(), in.getTextStart(), in.getTextLength());
        case END_ELEMENT -> {
          depth--;
          return text.toString();
        }
        case START_ELEMENT, ENTITY_REFERENCE -> throw new SbomException("expected text");
        default -> {}
      }
    }
  }

  private void metadata() throws XMLStreamException, SbomException {
    Set<String> seen = new HashSet<>();
    while (child()) {
      switch (once(seen)) {
        case "timestamp" -> draft.createdAt = text();
        case "tools" -> tools();
        case "component" -> source();
        case "properties" -> properties(null);
        default -> skip();
      }
    }
  }

  /** {@code tool} up to 1.4, {@code components/component} since. */
  private void tools() throws XMLStreamException, SbomException {
    while (child()) {
      switch (name()) {
        case "tool" -> tool();
        case "components" -> {
          while (child()) {
            tool();
          }
        }
        default -> skip();
      }
    }
  }

  private void tool() throws XMLStreamException, SbomException {
    String tool = "";
    String version = "";
    Set<String> seen = new HashSet<>();
    while (child()) {
      switch (once(seen)) {
        case "name" -> tool = text();
        case "version" -> version = text();
        default -> skip();
      }
    }
    draft.tool(tool, version);
  }

  private void source() throws XMLStreamException, SbomException {
    draft.sourceType = in.getAttributeValue(null, "type");
    Set<String> seen = new HashSet<>();
    while (child()) {
      if (once(seen).equals("name")) {
        draft.sourceName = text();
      } else {
        skip();
      }
    }
  }

  private void components(Entry entry) throws XMLStreamException, SbomException {
    while (child()) {
      if (!name().equals("component")) {
        skip();
        continue;
      }
      entry.clear();
      component(entry);
      draft.add(entry);
    }
  }

  private void component(Entry entry) throws XMLStreamException, SbomException {
    entry.type = in.getAttributeValue(null, "type");
    Set<String> seen = new HashSet<>();
    while (child()) {
      switch (once(seen)) {
        case "name" -> entry.name = text();
        case "version" -> entry.version = text();
        case "group" -> entry.group = text();
        case "purl" -> entry.purl = text();
        case "hashes" -> hashes(entry);
        case "properties" -> properties(entry);
        case "evidence" -> evidence(entry);
        case "components" -> components(new Entry());
        default -> skip();
      }
    }
  }

  private void hashes(Entry entry) throws XMLStreamException, SbomException {
    byte[] digest = new byte[FileTable.DIGEST];
    while (child()) {
      boolean wanted = name().equals("hash") && "SHA-256".equals(in.getAttributeValue(null, "alg"));
      if (wanted) {
        entry.sha256(digest, hex(text().trim(), digest));
      } else {
        skip();
      }
    }
  }

  private static int hex(String text, byte[] target) {
    if (text.length() != 2 * target.length) {
      return -1;
    }
    for (int i = 0; i < target.length; i++) {
      int high = digit(text.charAt(2 * i));
      int low = digit(text.charAt(2 * i + 1));
      if ((high | low) < 0) {
        return -1;
      }
      target[i] = (byte) (high << 4 | low);
    }
    return target.length;
  }

  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Properties of one entry, or, without one, of the document. */
  private void properties(@Nullable Entry entry) throws XMLStreamException, SbomException {
    while (child()) {
      String property = name().equals("property") ? in.getAttributeValue(null, "name") : null;
      if (property == null || (entry != null && !Entry.wants(property))) {
        skip();
      } else if (entry == null) {
        draft.property(property, text());
      } else {
        entry.property(property, text());
      }
    }
  }

  private void evidence(Entry entry) throws XMLStreamException, SbomException {
    Set<String> seen = new HashSet<>();
    while (child()) {
      if (!once(seen).equals("occurrences")) {
        skip();
        continue;
      }
      while (child()) {
        occurrence(entry);
      }
    }
  }

  private void occurrence(Entry entry) throws XMLStreamException, SbomException {
    Set<String> seen = new HashSet<>();
    while (child()) {
      if (once(seen).equals("location")) {
        entry.occurrences.add(text());
      } else {
        skip();
      }
    }
  }
}
