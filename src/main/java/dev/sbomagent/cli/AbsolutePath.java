package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An absolute path, normalized, without control characters. */
record AbsolutePath() implements ValueKind<Path> {
  /** PATH_MAX of limits.h. */
  private static final int MAX_LENGTH = 4096;

  @Override
  public @Nullable Path read(JsonValue value) {
    if (!(value instanceof JsonValue.Str text)
        || !text.value().startsWith("/")
        || text.value().length() > MAX_LENGTH
        || !text.value().equals(Text.safe(text.value()))) {
      return null;
    }
    try {
      return Path.of(text.value()).normalize();
    } catch (InvalidPathException unwritable) {
      return null;
    }
  }

  @Override
  public JsonValue show(Path path) {
    return new JsonValue.Str(path.toString());
  }

  @Override
  public String words() {
    return "an absolute path";
  }
}
