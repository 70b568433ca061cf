package dev.sbomagent.interop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as the plainest of trees; on purpose not the product's own reader. */
public final class Json {
  private final Object value;

  private Json(Object value) {
    this.value = value;
  }

  public static Json read(Path file) {
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      return new Json(tree(parser));
    } catch (IOException broken) {
      throw new UncheckedIOException(file.toString(), broken);
    }
  }

  public static Json parse(String text) {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      return new Json(tree(parser));
    } catch (IOException broken) {
      throw new UncheckedIOException("not JSON: '" + text + "'", broken);
    }
  }

  private static Object tree(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      Map<String, Object> object = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        object.put(name, tree(parser));
      }
      return object;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      List<Object> array = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(tree(parser));
      }
      return array;
    }
    return parser.getText();
  }

  /** A member; of an absent one everything is empty. */
  public Json at(String name) {
    return new Json(
        value instanceof Map<?, ?> object && object.containsKey(name) ? object.get(name) : "");
  }

  /** Names of its members, in their order. */
  public List<String> names() {
    return value instanceof Map<?, ?> object
        ? object.keySet().stream().map(Object::toString).toList()
        : List.of();
  }

  public String text(String name) {
    return at(name).toString();
  }

  public List<Json> list(String name) {
    List<Json> items = new ArrayList<>();
    if (at(name).value instanceof List<?> array) {
      for (Object item : array) {
        items.add(new Json(item));
      }
    }
    return items;
  }

  public List<String> strings(String name) {
    return list(name).stream().map(Json::toString).toList();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
