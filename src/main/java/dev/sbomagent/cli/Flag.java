package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Yes or no. */
record Flag() implements ValueKind<Boolean> {
  @Override
  public @Nullable Boolean read(JsonValue value) {
    if (value instanceof JsonValue.Literal literal) {
      return switch (literal.text()) {
        case "true" -> Boolean.TRUE;
        case "false" -> Boolean.FALSE;
        default -> null;
      };
    }
    return null;
  }

  @Override
  public JsonValue show(Boolean flag) {
    return new JsonValue.Literal(flag.toString());
  }

  @Override
  public String words() {
    return "true or false";
  }
}
