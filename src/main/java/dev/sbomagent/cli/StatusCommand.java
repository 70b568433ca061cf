package dev.sbomagent.cli;

import dev.sbomagent.inventory.Host;
import dev.sbomagent.json.JsonWriter;
import dev.sbomagent.report.Status;
import dev.sbomagent.report.StatusJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how the daemon is, by what it leaves; it is not asked, and need not be there. */
final class StatusCommand implements Command {
  private static final String SCHEMA = "sbom-agent/health/1";

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "How is the daemon? Exit 0 healthy, 2 degraded, 4 not running";
  }

  @Override
  public void describe(Syntax syntax) {
    // takes no options of its own
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Format> formats = call.formats();
    Host host = call.host();
    DaemonSettings settings = DaemonSettings.of(call);
    Instant now = call.clock().instant();
    SinkFiles onDisk = SinkFiles.read(host.root(), settings);
    StatusFile file = StatusFile.read(host, settings.runtime().toString()).with(onDisk);
    Health health = Health.of(file, host, settings.checks().interval(), now);
    Status left = file.status();
    SinkFiles sinks =
        left == null || health.state() == Health.State.NOT_RUNNING
            ? onDisk
            : new SinkFiles(left.sinks(), null);
    new Emission(call, formats)
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE ->
                    out.write(
                        new StatusText(health, left, sinks, now, call.style(format))
                            .text()
                            .getBytes(StandardCharsets.UTF_8));
                case JSON -> write(JsonWriter.indented(out), health, left, sinks);
                case NDJSON -> write(JsonWriter.compact(out), health, left, sinks);
              }
            });
    return health.state().status();
  }

  private static void write(JsonWriter out, Health health, @Nullable Status status, SinkFiles sinks)
      throws IOException {
    out.object(
        () -> {
          out.field("schema", SCHEMA);
          out.field("health", health.state().label());
          out.strings("reasons", health.reasons());
          out.field("hint", health.hint().isEmpty() ? null : health.hint());
          if (status != null) {
            StatusJson.field(out, "status", status);
          }
          if (health.state() == Health.State.NOT_RUNNING) {
            StatusJson.sinks(out, sinks.sinks());
          }
        });
    out.line().flush();
  }
}
