package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a service is reached: scheme, host, perhaps a port; no user, no secret, no query. */
record Endpoint() implements ValueKind<URI> {
  private static final int MAX_LENGTH = 1000;

  @Override
  public @Nullable URI read(JsonValue value) {
    if (!(value instanceof JsonValue.Str text) || text.value().length() > MAX_LENGTH) {
      return null;
    }
    try {
      URI uri = new URI(text.value());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      boolean bare =
          uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
      return web && bare && uri.getHost() != null && uri.getPort() <= 65535 ? uri : null;
    } catch (URISyntaxException wrong) {
      return null;
    }
  }

  @Override
  public JsonValue show(URI uri) {
    return new JsonValue.Str(uri.toString());
  }

  @Override
  public String words() {
    return "a URL like https://host[:port], without user or query";
  }
}
