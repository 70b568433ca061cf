package dev.sbomagent.sink;

import static dev.sbomagent.report.Receipt.DELIVERED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code packaging/aws} allows and listens for is what the sinks call and say. */
class AwsTemplateTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /** What the fake hears, as IAM calls it. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "Logs_20140328.CreateLogStream", "logs:CreateLogStream",
          "Logs_20140328.PutLogEvents", "logs:PutLogEvents",
          "POST /findings/import", "securityhub:BatchImportFindings");

  private static String template;

  @BeforeAll
  static void read() throws IOException {
    template = Files.readString(Path.of("packaging/aws/sbom-agent.yaml"));
  }

  @Test
  void instances_may_do_what_a_delivery_calls_and_nothing_else(@TempDir Path memory)
      throws Exception {
    Set<String> called = new TreeSet<>();
    try (AwsWorld world = new AwsWorld();
        CloudWatchSink logs = world.cloudWatch(false);
        SecurityHubSink hub = world.securityHub(memory)) {
      List<Parcel> parcels = List.of(AwsEvents.parcel(world.events.opened("d1", world.start)));
      assertEquals(List.of(DELIVERED), world.deliverPatiently(logs, parcels));
      assertEquals(List.of(DELIVERED), world.deliverPatiently(hub, parcels));
      world.aws.calls.forEach(call -> called.add(ACTIONS.get(call.operation())));
    }
    assertEquals(called, found("- ((?:logs|securityhub):[A-Z]\\w+)"));
  }

  @Test
  void every_filter_names_events_that_there_are() {
    Set<String> labels = found("event_type = [\"'](\\w+)[\"']");
    assertEquals(9, labels.size());
    labels.forEach(label -> assertTrue(EventType.of(label).isPresent(), label));
  }

  @Test
  void every_kind_of_finding_has_a_rule() {
    AwsEvents events = new AwsEvents();
    List<Event> kinds =
        List.of(
            events.opened("d1", NOW),
            events.refusedGolden("bad-signature", Severity.CRITICAL, NOW),
            events.inconclusive("cataloger-failed", NOW));
    SecurityHubAsff asff =
        new SecurityHubAsff(
            AwsWorld.cloud(),
            new SinkSettings.SecurityHub(
                "security-hub", "sbom-agent", "Example", Optional.empty(), false));
    Set<String> rules = found("GeneratorId: \\[(?:prefix: )?([^\\]]+)\\]");
    Set<String> met = new TreeSet<>();
    for (Event event : kinds) {
      SecurityHubFinding finding = SecurityHubFinding.of(event, AwsWorld.INSTANCE).get(0);
      String generator = asff.finding(finding, NOW).generatorId();
      rules.stream().filter(generator::startsWith).forEach(met::add);
    }
    assertEquals(rules, met);
    assertEquals(kinds.size(), met.size());
  }

  @Test
  void alarms_and_board_show_metrics_that_a_heartbeat_carries() throws Exception {
    Event heartbeat = new AwsEvents().heartbeat(NOW);
    String message =
        new CloudWatchMessages("web", AwsWorld.cloud())
            .message(AwsEvents.parcel(heartbeat), 0, false);
    Fields sent = parsed(message);
    Set<String> shown = found("\\[\"SbomAgent\", \"(\\w+)\"");
    shown.addAll(found("Namespace: SbomAgent\n +MetricName: (Heartbeat)"));
    assertEquals(Set.of("Heartbeat", "DriftOpen", "QueueDepth", "Dropped"), shown);
    shown.forEach(metric -> assertTrue(sent.has(metric), metric));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"Fleet\", \"web\""})
  void the_board_is_json(String dimension) throws Exception {
    String body =
        template.substring(template.indexOf("- |\n") + 4, template.indexOf("- Dimension:"));
    Fields board = parsed(body.replace("${Dimension}", dimension));
    assertEquals(5, ((JsonValue.Arr) board.object().field("widgets").orElseThrow()).items().size());
  }

  /** CloudFormation knows none, though every parser of YAML does. */
  @Test
  void there_is_no_alias() {
    assertFalse(Pattern.compile("[:-] [&*]\\w").matcher(template).find());
  }

  private static Fields parsed(String json) throws JsonException {
    return Fields.parse(json.getBytes(StandardCharsets.UTF_8), JsonLimits.ofBytes(1 << 20));
  }

  private static Set<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(template)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
