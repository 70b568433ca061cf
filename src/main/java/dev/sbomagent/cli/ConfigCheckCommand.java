package dev.sbomagent.cli;

import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Says everything that is wrong in the configuration. */
final class ConfigCheckCommand implements Command {
  @Override
  public String name() {
    return "config check";
  }

  @Override
  public String summary() {
    return "Is the configuration right? If not, everything that is wrong";
  }

  @Override
  public void describe(Syntax syntax) {
    // takes no options of its own
  }

  @Override
  public int run(Invocation call) throws Refusal {
    Configuration configuration = SettingsFile.whole(call.value("--config").map(Path::of));
    new Emission(call, call.formats())
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE -> out.write(text(configuration).getBytes(StandardCharsets.UTF_8));
                case JSON -> write(JsonWriter.indented(out), configuration);
                case NDJSON -> write(JsonWriter.compact(out), configuration);
              }
            });
    return configuration.problems().isEmpty() ? Exit.OK : Exit.CONFIG;
  }

  private static String text(Configuration configuration) {
    if (configuration.file().isEmpty()) {
      return "ok: there is no " + SettingsFile.DEFAULT + ", every value is its default\n";
    }
    String file = Text.safe(configuration.file().get());
    StringBuilder out = new StringBuilder();
    for (Problem problem : configuration.problems()) {
      // as compilers do, so that editors find the line
      out.append(file).append(':').append(Math.max(1, problem.line())).append(": ");
      out.append(problem.words()).append('\n');
    }
    return out.isEmpty() ? "ok: " + file + "\n" : out.toString();
  }

  private static void write(JsonWriter out, Configuration configuration) throws IOException {
    out.object(
        () -> {
          out.field("schema", ConfigShowCommand.SCHEMA);
          out.field("file", configuration.file().orElse(null));
          out.array(
              "problems",
              () -> {
                for (Problem problem : configuration.problems()) {
                  out.object(
                      () -> out.field("line", problem.line()).field("message", problem.words()));
                }
              });
        });
    out.line().flush();
  }
}
