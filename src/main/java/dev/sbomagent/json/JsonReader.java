package dev.sbomagent.json;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one JSON document (RFC 8259, UTF-8 without byte-order mark) apart, strictly: a duplicate
 * name, bytes after the end, half a surrogate pair or too deep a nesting is refused, and what is
 * skipped is checked like what is read.
 *
 * <p>Each value must be consumed exactly once, in order, by {@link #object} or {@link
 * #beginObject}, {@link #array} or {@link #beginArray}, one of the scalar methods or {@link #skip}.
 * For one thread.
 */
public final class JsonReader {
  /** What stands at the reader's place. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** Consumes the value of the named field. */
  public interface Field {
    void read(String name) throws JsonException;
  }

  /** Consumes one element. */
  public interface Element {
    void read() throws JsonException;
  }

  private static final int MAX_NAME = 4096;

  private final JsonScanner in;
  private final JsonLimits limits;
  private final JsonLevel[] levels;
  private int depth;
  private boolean repeats;

  private JsonReader(JsonBytes bytes, JsonLimits limits) {
    this.in = new JsonScanner(bytes, limits.maxStringLength());
    this.limits = limits;
    this.levels = new JsonLevel[limits.maxDepth()];
  }

  /** A reader of a whole document in memory, which nobody may write to meanwhile. */
  public static JsonReader of(byte[] document, JsonLimits limits) throws JsonException {
    if (document.length > limits.maxBytes()) {
      throw new JsonException("more than " + limits.maxBytes() + " bytes", true);
    }
    return opened(new JsonReader(JsonBytes.of(document, limits.maxBytes()), limits));
  }

  /** A reader of a stream, which the caller closes. */
  public static JsonReader of(InputStream document, JsonLimits limits) throws JsonException {
    return opened(new JsonReader(JsonBytes.of(document, limits.maxBytes()), limits));
  }

  private static JsonReader opened(JsonReader reader) throws JsonException {
    reader.kind();
    return reader;
  }

  /**
   * Lets a name occur twice in an object, for documents that others wrote carelessly and whose
   * readers take the last one.
   */
  public JsonReader allowingRepeatedNames() {
    repeats = true;
    return this;
  }

  /** What the next value is. */
  public Kind kind() throws JsonException {
    int next = peek();
    return switch (next) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      case -1 -> throw broken("document ends early");
      default -> throw broken("expected a value");
    };
  }

  /** Reads an object; {@code field} consumes each value. */
  public void object(Field field) throws JsonException {
    beginObject();
    for (String name = nextField(); name != null; name = nextField()) {
      field.read(name);
    }
  }

  /** Reads an array; {@code element} consumes each element. */
  public void array(Element element) throws JsonException {
    beginArray();
    while (nextElement()) {
      element.read();
    }
  }

  /** Enters an object; {@link #nextField} goes through it and leaves it. */
  public void beginObject() throws JsonException {
    open('{', "expected an object", true);
  }

  /** Enters an array; {@link #nextElement} goes through it and leaves it. */
  public void beginArray() throws JsonException {
    open('[', "expected an array", false);
  }

  private void open(int bracket, String expected, boolean object) throws JsonException {
    require(bracket, expected);
    if (depth == levels.length) {
      throw broken("nesting of more than " + levels.length);
    }
    in.take();
    if (levels[depth] == null) {
      levels[depth] = new JsonLevel();
    }
    levels[depth++].open(object);
  }

  /** The name of the entered object's next field, whose value must be consumed; null at its end. */
  public @Nullable String nextField() throws JsonException {
    JsonLevel level = levels[depth - 1];
    int next = peek();
    if (next == '}') {
      in.take();
      depth--;
      return null;
    }
    if (level.index >= 0) {
      separate(next, "expected a comma or the end of the object");
    }
    require('"', "expected a name");
    String name = name();
    if (!level.enter(name) && !repeats) {
      throw broken("duplicate name");
    }
    if (peek() != ':') {
      throw broken("expected a colon");
    }
    in.take();
    return name;
  }

  /** Whether the entered array has one more element, which must be consumed. */
  public boolean nextElement() throws JsonException {
    JsonLevel level = levels[depth - 1];
    int next = peek();
    if (next == ']') {
      in.take();
      depth--;
      return false;
    }
    if (level.index >= 0) {
      separate(next, "expected a comma or the end of the array");
    }
    level.index++;
    return true;
  }

  private void separate(int next, String expected) throws JsonException {
    if (next != ',') {
      throw broken(next < 0 ? "document ends early" : expected);
    }
    in.take();
  }

  /** Reads a string. */
  public String string() throws JsonException {
    require('"', "expected a string");
    try {
      return in.string();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  /** Reads a string that is likely to be one of few: the same text gives the same object. */
  public String symbol() throws JsonException {
    require('"', "expected a string");
    try {
      return in.symbol();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  /**
   * Reads a string of hexadecimal digits of either case into {@code target}, from its start.
   *
   * @return the number of bytes; negative when the string is anything else or does not fit
   */
  public int hex(byte[] target) throws JsonException {
    require('"', "expected a string");
    try {
      return in.hex(target);
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  /** Reads a number or boolean as it is written. */
  public String literal() throws JsonException {
    Kind kind = kind();
    if (kind != Kind.NUMBER && kind != Kind.BOOLEAN) {
      throw broken("expected a number or boolean");
    }
    return word();
  }

  /** Passes over one value of any kind; it is still checked for being well-formed. */
  public void skip() throws JsonException {
    switch (peek()) {
      case '{' -> {
        beginObject();
        while (nextField() != null) {
          skip();
        }
      }
      case '[' -> {
        beginArray();
        while (nextElement()) {
          skip();
        }
      }
      case '"' -> skipString();
      default -> {
        kind();
        word();
      }
    }
  }

  /**
   * Passes over a string however long: of a document in memory, whose reader of that string needs
   * no copy of it.
   */
  public void skipLongString() throws JsonException {
    kind();
    try {
      in.skipLongString();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  /**
   * The byte of the document at which the reader stands; after {@link #kind} that is where the
   * value starts.
   */
  public long offset() {
    return in.offset();
  }

  /**
   * Passes over one object or array and gives the byte of the document just after it; with {@link
   * #offset} before, this is how a part is cut out of a document as it was written.
   */
  public long skipContainer() throws JsonException {
    Kind kind = kind();
    if (kind != Kind.OBJECT && kind != Kind.ARRAY) {
      throw broken("expected an object or an array");
    }
    skip();
    return in.offset();
  }

  /**
   * Requires that the one value of the document is consumed and nothing but white space follows.
   */
  public void end() throws JsonException {
    if (depth > 0 || peek() >= 0) {
      throw broken("bytes after the end of the document");
    }
  }

  /** An exception that names the reader's place, for a caller who finds the content wrong. */
  public JsonException broken(String what) {
    return broken(what, false);
  }

  /** The limits this reader obeys. */
  public JsonLimits limits() {
    return limits;
  }

  private void require(int first, String expected) throws JsonException {
    int next = peek();
    if (next != first) {
      throw broken(next < 0 ? "document ends early" : expected);
    }
  }

  private int peek() throws JsonException {
    try {
      return in.peek();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  private String name() throws JsonException {
    try {
      String name = in.symbol();
      if (name.length() > MAX_NAME) {
        throw broken("name of more than " + MAX_NAME + " characters", true);
      }
      return name;
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  private String word() throws JsonException {
    try {
      return in.literal();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  private void skipString() throws JsonException {
    try {
      in.skipString();
    } catch (IOException broken) {
      throw refuse(broken);
    }
  }

  private JsonException refuse(IOException broken) {
    boolean tooLarge = broken instanceof JsonScanner.Broken b && b.tooLarge;
    return broken(String.valueOf(broken.getMessage()), tooLarge);
  }

  private JsonException broken(String what, boolean tooLarge) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      levels[i].appendTo(pointer);
    }
    if (pointer.length() == 0) {
      pointer.append('/');
    }
    pointer.append(" (byte ").append(in.offset()).append("): ").append(what);
    return new JsonException(pointer.toString(), tooLarge);
  }
}
