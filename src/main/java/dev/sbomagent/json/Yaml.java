package dev.sbomagent.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactoryBuilder;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
  private static final String PLACE = " in 'reader', line ";
  private static final int MAX_LINES = 20;

  private final YAMLParser in;
  private final IdentityHashMap<JsonValue, Integer> lines = new IdentityHashMap<>();
  private final List<YamlDocument.Repeat> repeats = new ArrayList<>();

  private Yaml(YAMLParser in) {
    this.in = in;
  }

  /** Parses a whole document; an empty one is an empty object. */
  public static YamlDocument parse(byte[] document, JsonLimits limits) throws JsonException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) Math.min(Integer.MAX_VALUE, limits.maxBytes()));
    options.setNestingDepthLimit(limits.maxDepth());
    YAMLFactory factory = new YAMLFactoryBuilder(new YAMLFactory()).loaderOptions(options).build();
    try (YAMLParser in =
        factory.createParser(
            Utf8InputStream.of(new ByteArrayInputStream(document), limits.maxBytes()))) {
      return new Yaml(in).document();
    } catch (IOException broken) {
      throw new JsonException(words(broken), false);
    }
  }

  private YamlDocument document() throws IOException {
    JsonToken first = in.nextToken();
    JsonValue root = new JsonValue.Obj(Map.of());
    if (first != null) {
      root = value(first);
      if (in.nextToken() != null) {
        throw new IOException("a second document");
      }
    }
    return new YamlDocument(root, lines, repeats);
  }

  private JsonValue value(@Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new IOException("document ends early");
    }
    if (in.isCurrentAlias()) {
      throw new IOException("aliases are not read");
    }
    int line = line();
    JsonValue value =
        switch (token) {
          case START_OBJECT -> object();
          case START_ARRAY -> array();
          case VALUE_STRING -> new JsonValue.Str(in.getText());
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
              new JsonValue.Literal(in.getText());
          case VALUE_NULL -> new JsonValue.Null();
          default -> throw new IOException("unexpected " + token);
        };
    lines.put(value, line);
    return value;
  }

  private JsonValue array() throws IOException {
    List<JsonValue> items = new ArrayList<>();
    for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
      items.add(value(next));
    }
    return new JsonValue.Arr(items);
  }

  private JsonValue object() throws IOException {
    Map<String, JsonValue> fields = new LinkedHashMap<>();
    for (JsonToken next = in.nextToken(); next == JsonToken.FIELD_NAME; next = in.nextToken()) {
      String name = in.currentName();
      int line = line();
      JsonValue value = value(in.nextToken());
      lines.put(value, line);
      if (fields.putIfAbsent(name, value) != null) {
        repeats.add(new YamlDocument.Repeat(name, line));
      }
    }
    return new JsonValue.Obj(fields);
  }

  private int line() {
    return in.currentTokenLocation().getLineNr();
  }

  // what is wrong is not indented; the place follows, then the line itself
  private static String words(IOException broken) {
    StringBuilder words = new StringBuilder();
    String place = "";
    for (String line : String.valueOf(broken.getMessage()).split("\n", MAX_LINES)) {
      if (line.startsWith(PLACE)) {
        int end = line.indexOf(',', PLACE.length());
        place = "line " + line.substring(PLACE.length(), end < 0 ? line.length() : end) + ": ";
      } else if (!line.startsWith(" ")) {
        words.append(words.isEmpty() ? "" : ", ").append(line);
      }
    }
    return place + words;
  }
}
