package dev.sbomagent.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads one YAML document as the same tree as JSON. Aliases are not expanded: a small configuration
 * needs none, and expanding them is how a small document grows large.
 */
public final class Yaml {
  private Yaml() {}

  /** Parses a whole document; an empty one is an empty object. */
  public static JsonValue parse(byte[] document, JsonLimits limits) throws JsonException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) Math.min(Integer.MAX_VALUE, limits.maxBytes()));
    options.setNestingDepthLimit(limits.maxDepth());
    YAMLFactory factory =
        new YAMLFactoryBuilder(new YAMLFactory())
            .loaderOptions(options)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try (YAMLParser in =
        factory.createParser(
            Utf8InputStream.of(new ByteArrayInputStream(document), limits.maxBytes()))) {
      JsonToken first = in.nextToken();
      if (first == null) {
        return new JsonValue.Obj(Map.of());
      }
      JsonValue value = value(in, first);
      if (in.nextToken() != null) {
        throw new JsonException("a second document", false);
      }
      return value;
    } catch (IOException broken) {
      throw new JsonException(firstLine(String.valueOf(broken.getMessage())), false);
    }
  }

  private static JsonValue value(YAMLParser in, @Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new IOException("document ends early");
    }
    if (in.isCurrentAlias()) {
      throw new IOException("aliases are not read");
    }
    return switch (token) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
          items.add(value(in, next));
        }
        yield new JsonValue.Arr(items);
      }
      case VALUE_STRING -> new JsonValue.Str(in.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
          new JsonValue.Literal(in.getText());
      case VALUE_NULL -> new JsonValue.Null();
      default -> throw new IOException("unexpected " + token);
    };
  }

  private static JsonValue object(YAMLParser in) throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (JsonToken next = in.nextToken(); next == JsonToken.FIELD_NAME; next = in.nextToken()) {
      String name = in.currentName();
      fields.put(name, value(in, in.nextToken()));
    }
    return new JsonValue.Obj(fields);
  }

  private static String firstLine(String words) {
    int end = words.indexOf('\n');
    return end < 0 ? words : words.substring(0, end);
  }
}
