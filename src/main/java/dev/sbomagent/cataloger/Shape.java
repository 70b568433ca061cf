package dev.sbomagent.cataloger;

import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonReader;
import dev.sbomagent.json.JsonReader.Kind;
import java.util.Locale;
import java.util.Map;

/**
 * What a JSON value must be for syft to take the document it stands in: Go's encoding/json refuses
 * a document in which any field that it was told of is of another kind; {@code null} stands for
 * nothing everywhere, and names are compared without case.
 */
abstract class Shape {
  static final Shape TEXT = new Scalar(Kind.STRING);
  static final Shape FLAG = new Scalar(Kind.BOOLEAN);
  static final Shape INTEGER = new Scalar(Kind.NUMBER);
  static final Shape TEXTS = list(TEXT);
  static final Shape TEXT_MAP = map(TEXT);

  /** Passes over a value of this shape. */
  final void check(JsonReader in) throws JsonException {
    if (!isNull(in)) {
      checkPresent(in);
    }
  }

  abstract void checkPresent(JsonReader in) throws JsonException;

  /** A field's name in the case in which it is compared. */
  static String key(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    return name;
  }

  /** Whether {@code null} stands here, which is then passed over. */
  static boolean isNull(JsonReader in) throws JsonException {
    if (in.kind() == Kind.NULL) {
      in.skip();
      return true;
    }
    return false;
  }

  /**
   * Passes over the value of a field; if it is one of those that matter it must be of its shape.
   *
   * @param key its name as {@link #key} gives it
   */
  static void checkField(Map<String, Shape> fields, String key, JsonReader in)
      throws JsonException {
    Shape shape = fields.get(key);
    if (shape == null) {
      in.skip();
    } else {
      shape.check(in);
    }
  }

  /** The text that stands here; {@code before}, what was there before, if it is {@code null}. */
  static String text(JsonReader in, String before) throws JsonException {
    return isNull(in) ? before : in.string();
  }

  /** An array of values of one shape. */
  static Shape list(Shape element) {
    return new Of(element, false);
  }

  /** An object of any names, with values of one shape. */
  static Shape map(Shape value) {
    return new Of(value, true);
  }

  /**
   * An object of which some fields matter.
   *
   * @param fields shapes by name in lower case
   */
  static Shape object(Map<String, Shape> fields) {
    return new Fields(fields);
  }

  private static final class Scalar extends Shape {
    private final Kind kind;

    Scalar(Kind kind) {
      this.kind = kind;
    }

    @Override
    void checkPresent(JsonReader in) throws JsonException {
      if (in.kind() != kind) {
        throw in.broken("expected another kind of value");
      }
      if (kind == Kind.NUMBER && !isInteger(in.literal())) {
        throw in.broken("expected an integer");
      } else if (kind != Kind.NUMBER) {
        in.skip();
      }
    }

    private static boolean isInteger(String literal) {
      try {
        Long.parseLong(literal);
        return true;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  private static final class Of extends Shape {
    private final Shape inner;
    private final boolean object;

    Of(Shape inner, boolean object) {
      this.inner = inner;
      this.object = object;
    }

    @Override
    void checkPresent(JsonReader in) throws JsonException {
      if (object) {
        in.beginObject();
        while (in.nextField() != null) {
          inner.check(in);
        }
      } else {
        in.beginArray();
        while (in.nextElement()) {
          inner.check(in);
        }
      }
    }
  }

  private static final class Fields extends Shape {
    private final Map<String, Shape> fields;

    Fields(Map<String, Shape> fields) {
      this.fields = fields;
    }

    @Override
    void checkPresent(JsonReader in) throws JsonException {
      in.beginObject();
      for (String name = in.nextField(); name != null; name = in.nextField()) {
        checkField(fields, key(name), in);
      }
    }
  }
}
