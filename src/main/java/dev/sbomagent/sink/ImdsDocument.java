package dev.sbomagent.sink;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.PlainText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the instance metadata service says, parsed strictly: it becomes part of names and addresses.
 *
 * @param region such as {@code eu-west-1}
 * @param account twelve digits
 * @param instance such as {@code i-0123456789abcdef0}
 */
record ImdsDocument(
    String region, String account, String instance, Optional<String> image, Optional<String> type) {
  private static final int MAX_BYTES = 64 * 1024;

  /** Tags of an instance (EC2 User Guide, "Tag restrictions"). */
  static final int MAX_TAGS = 50;

  /** The instance identity document (EC2 User Guide, "Instance identity documents"). */
  static ImdsDocument parse(byte[] document) throws JsonException {
    Fields fields = Fields.parse(document, JsonLimits.ofBytes(MAX_BYTES));
    return new ImdsDocument(
        word(fields, "region"),
        word(fields, "accountId"),
        word(fields, "instanceId"),
        optional(fields, "imageId"),
        optional(fields, "instanceType"));
  }

  private static Optional<String> optional(Fields fields, String name) throws JsonException {
    return fields.object().field(name).filter(value -> !(value instanceof JsonValue.Null)).isEmpty()
        ? Optional.empty()
        : Optional.of(word(fields, name));
  }

  private static String word(Fields fields, String name) throws JsonException {
    String word = fields.text(name);
    if (!isMadeOf(word, "-.", 100)) {
      throw Fields.wrong(name);
    }
    return word;
  }

  private static boolean isMadeOf(String text, String marks, int maxLength) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && marks.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= maxLength;
  }

  /**
   * Keys of tags, one a line: those that can be part of a path as they are. The service itself
   * shows none with blanks or slashes.
   */
  static List<String> tagKeys(byte[] lines) {
    List<String> keys = new ArrayList<>();
    for (String key : new String(lines, StandardCharsets.UTF_8).split("\n", MAX_TAGS + 1)) {
      boolean isStep = key.equals(".") || key.equals("..");
      if (keys.size() < MAX_TAGS && !isStep && isMadeOf(key, "+-=._:@,", 128)) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The value of a tag, fit to be shown. */
  static String tagValue(byte[] value) {
    return PlainText.of(new String(value, StandardCharsets.UTF_8), 256);
  }
}
