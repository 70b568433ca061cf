package dev.sbomagent.daemon;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.PlainText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers the fields of a detail, in the order given; what is null is left out. */
final class Detail {
  static final JsonValue.Obj NONE = new Detail().value();

  private static final int MAX_TEXT = 250;

  private final Map<String, JsonValue> fields = new LinkedHashMap<>();

  Detail put(String name, @Nullable String text) {
    if (text != null) {
      fields.put(name, new JsonValue.Str(PlainText.of(text, MAX_TEXT)));
    }
    return this;
  }

  Detail put(String name, long number) {
    fields.put(name, new JsonValue.Literal(Long.toString(number)));
    return this;
  }

  Detail put(String name, boolean flag) {
    fields.put(name, new JsonValue.Literal(Boolean.toString(flag)));
    return this;
  }

  Detail put(String name, @Nullable Instant time) {
    return put(name, time == null ? null : time.toString());
  }

  Detail put(String name, Detail inner) {
    fields.put(name, inner.value());
    return this;
  }

  Detail put(String name, List<String> texts) {
    List<JsonValue> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new JsonValue.Str(PlainText.of(text, MAX_TEXT)));
    }
    fields.put(name, new JsonValue.Arr(items));
    return this;
  }

  JsonValue.Obj value() {
    return new JsonValue.Obj(fields);
  }
}
