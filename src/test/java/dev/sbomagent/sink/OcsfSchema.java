package dev.sbomagent.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges an event by the schema of OCSF. */
final class OcsfSchema {
  private static final List<String> PROFILES = List.of("cloud", "osint");
  private final JsonNode schema;

  OcsfSchema() {
    try (InputStream in = OcsfSchema.class.getResourceAsStream("/sink/ocsf-1.6.0.json")) {
      schema = new ObjectMapper().readTree(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** What is wrong with it. */
  List<String> problems(JsonNode event) {
    List<String> problems = new ArrayList<>();
    JsonNode type = schema.get("classes").path(event.path("class_uid").asText());
    if (type.isMissingNode()) {
      return List.of("no such class: " + event.path("class_uid"));
    }
    int classUid = event.get("class_uid").asInt();
    equal(problems, "class_name", type.get("caption").asText(), event.path("class_name").asText());
    equal(problems, "category_uid", classUid / 1000, event.path("category_uid").asInt());
    equal(
        problems,
        "type_uid",
        classUid * 100 + event.path("activity_id").asInt(),
        event.path("type_uid").asInt());
    JsonNode activities = type.get("attributes").get("activity_id").get("enum");
    int activity = event.path("activity_id").asInt();
    if (activity != 99) {
      equal(
          problems,
          "activity_name",
          activities.path(String.valueOf(activity)).asText(),
          event.path("activity_name").asText());
    }
    List<String> profiles = new ArrayList<>();
    event.path("metadata").path("profiles").forEach(profile -> profiles.add(profile.asText()));
    object(problems, "", type, event, profiles);
    return problems;
  }

  private static void equal(List<String> problems, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      problems.add(what + ": " + found + " instead of " + expected);
    }
  }

  private void object(
      List<String> problems, String at, JsonNode type, JsonNode value, List<String> profiles) {
    for (Map.Entry<String, JsonNode> attribute : type.get("attributes").properties()) {
      String name = attribute.getKey();
      boolean optional = at.isEmpty() && PROFILES.contains(name) && !profiles.contains(name);
      if (attribute.getValue().has("required") && !optional && !value.has(name)) {
        problems.add(at + name + ": missing");
      }
    }
    if (type.has("at_least_one")) {
      boolean any = false;
      for (JsonNode name : type.get("at_least_one")) {
        any |= value.has(name.asText());
      }
      if (!any) {
        problems.add(at + ": none of " + type.get("at_least_one"));
      }
    }
    value
        .properties()
        .forEach(
            field -> {
              JsonNode attribute = type.get("attributes").get(field.getKey());
              if (attribute == null) {
                problems.add(at + field.getKey() + ": no such attribute");
              } else {
                attribute(problems, at + field.getKey(), attribute, field.getValue(), profiles);
              }
            });
  }

  private void attribute(
      List<String> problems, String at, JsonNode attribute, JsonNode value, List<String> profiles) {
    if (attribute.has("array") != value.isArray()) {
      problems.add(at + ": array or not");
    }
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      String type = attribute.get("type").asText();
      boolean right =
          switch (type) {
            case "integer_t", "long_t", "timestamp_t" -> one.isIntegralNumber();
            case "boolean_t" -> one.isBoolean();
            case "json_t", "object" -> one.isObject();
            default -> type.endsWith("_t") ? one.isTextual() : one.isObject();
          };
      if (!right) {
        problems.add(at + ": not a " + type + ": " + one);
      }
      boolean isClass = at.equals("class_uid") || at.equals("category_uid");
      if (attribute.has("enum") && !isClass && !attribute.get("enum").has(one.asText())) {
        problems.add(at + ": " + one + " is none of " + attribute.get("enum"));
      }
      if (!type.endsWith("_t") && !type.equals("object")) {
        JsonNode known = schema.get("objects").path(type);
        if (known.isMissingNode()) {
          problems.add(at + ": object " + type + " is not in the schema");
        } else {
          object(problems, at + ".", known, one, profiles);
        }
      }
    }
  }
}
