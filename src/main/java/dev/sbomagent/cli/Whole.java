package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** A whole number within bounds. */
record Whole(int least, int most) implements ValueKind<Integer> {
  @Override
  public @Nullable Integer read(JsonValue value) {
    long number =
        value instanceof JsonValue.Literal literal ? ValueKind.digits(literal.text()) : -1;
    return number < least || number > most ? null : (Integer) (int) number;
  }

  @Override
  public JsonValue show(Integer number) {
    return new JsonValue.Literal(Integer.toString(number));
  }

  @Override
  public String words() {
    return "a number from " + least + " to " + most;
  }
}
