package dev.sbomagent.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON, fields in the order given, absent fields left out, strings escaped so that no
 * control character leaves raw. For one thread; the stream stays the caller's to close.
 */
public final class JsonWriter implements Flushable {
  /** Writes the inside of an object or array. */
  public interface Body {
    void write() throws IOException;
  }

  private final JsonGenerator out;

  private JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** A writer of documents on one line each. */
  public static JsonWriter compact(OutputStream out) throws IOException {
    return new JsonWriter(generator(out));
  }

  /** A writer of documents indented by two spaces. */
  public static JsonWriter indented(OutputStream out) throws IOException {
    JsonGenerator generator = generator(out);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withRootSeparator("\n")
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    generator.setPrettyPrinter(printer);
    return new JsonWriter(generator);
  }

  private static JsonGenerator generator(OutputStream out) throws IOException {
    JsonGenerator generator = new JsonFactory().createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    generator.setHighestNonEscapedChar(127);
    generator.setRootValueSeparator(new com.fasterxml.jackson.core.io.SerializedString(""));
    return generator;
  }

  /** An object at the root or in an array. */
  public JsonWriter object(Body body) throws IOException {
    out.writeStartObject();
    body.write();
    out.writeEndObject();
    return this;
  }

  /** An object as a field. */
  public JsonWriter object(String name, Body body) throws IOException {
    out.writeFieldName(name);
    return object(body);
  }

  /** An array as a field. */
  public JsonWriter array(String name, Body body) throws IOException {
    out.writeArrayFieldStart(name);
    body.write();
    out.writeEndArray();
    return this;
  }

  /** A string field; left out when null. */
  public JsonWriter field(String name, @Nullable String value) throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
    return this;
  }

  /** A whole-number field. */
  public JsonWriter field(String name, long value) throws IOException {
    out.writeNumberField(name, value);
    return this;
  }

  /** A boolean field. */
  public JsonWriter field(String name, boolean value) throws IOException {
    out.writeBooleanField(name, value);
    return this;
  }

  /** A field of any value. */
  public JsonWriter field(String name, JsonValue value) throws IOException {
    out.writeFieldName(name);
    return value(value);
  }

  private JsonWriter value(JsonValue value) throws IOException {
    if (value instanceof JsonValue.Obj object) {
      return object(
          () -> {
            for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
              field(field.getKey(), field.getValue());
            }
          });
    }
    if (value instanceof JsonValue.Arr array) {
      out.writeStartArray();
      for (JsonValue item : array.items()) {
        value(item);
      }
      out.writeEndArray();
    } else if (value instanceof JsonValue.Str string) {
      out.writeString(string.value());
    } else if (value instanceof JsonValue.Literal literal) {
      out.writeRawValue(literal.text());
    } else {
      out.writeNull();
    }
    return this;
  }

  /** A field of strings; written even when empty. */
  public JsonWriter strings(String name, Collection<String> values) throws IOException {
    return array(
        name,
        () -> {
          for (String value : values) {
            out.writeString(value);
          }
        });
  }

  /** Ends a document with a line feed. */
  public JsonWriter line() throws IOException {
    out.writeRaw('\n');
    return this;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
