package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** Number of an AWS account: twelve digits, quoted or not. */
record AccountNumber() implements ValueKind<String> {
  @Override
  public @Nullable String read(JsonValue value) {
    String text = ValueKind.text(value);
    if (text == null || text.length() != 12) {
      return null;
    }
    for (int i = 0; i < 12; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return text;
  }

  @Override
  public JsonValue show(String number) {
    return new JsonValue.Str(number);
  }

  @Override
  public String words() {
    return "an account number of twelve digits";
  }
}
