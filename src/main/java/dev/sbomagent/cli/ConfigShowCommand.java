package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Shows the configuration that is in force, and where each value came from. */
final class ConfigShowCommand implements Command {
  static final String SCHEMA = "sbom-agent/config/1";

  @Override
  public String name() {
    return "config show";
  }

  @Override
  public String summary() {
    return "The configuration in force, and where each value came from";
  }

  @Override
  public void describe(Syntax syntax) {
    // takes no options of its own
  }

  @Override
  public int run(Invocation call) throws Refusal {
    Configuration configuration = SettingsFile.whole(call.value("--config").map(Path::of));
    configuration.refuse();
    new Emission(call, call.formats())
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE ->
                    out.write(
                        new SettingsYaml(configuration).text().getBytes(StandardCharsets.UTF_8));
                case JSON -> write(JsonWriter.indented(out), configuration);
                case NDJSON -> write(JsonWriter.compact(out), configuration);
              }
            });
    return Exit.OK;
  }

  private static void write(JsonWriter out, Configuration configuration) throws IOException {
    out.object(
        () -> {
          out.field("schema", SCHEMA);
          out.field("sha256", configuration.settings().settings().sha256());
          out.field("file", configuration.file().orElse(null));
          out.array(
              "settings",
              () -> {
                for (Setting setting : configuration.values()) {
                  out.object(() -> write(out, setting));
                }
              });
        });
    out.line().flush();
  }

  private static void write(JsonWriter out, Setting setting) throws IOException {
    out.field("key", setting.place());
    if (!(setting.value() instanceof JsonValue.Null)) {
      out.field("value", setting.value());
    }
    out.field("source", setting.line() == 0 ? "default" : "file");
    if (setting.line() > 0) {
      out.field("line", setting.line());
    }
  }
}
