package dev.sbomagent.sink;

import dev.sbomagent.report.Change;
import dev.sbomagent.report.Event;
import dev.sbomagent.report.PlainText;
import dev.sbomagent.report.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.FindingProviderFields;
import software.amazon.awssdk.services.securityhub.model.RecordState;
import software.amazon.awssdk.services.securityhub.model.Resource;

/**
 * Findings in the AWS Security Finding Format, 2018-10-08. Lengths are those of the API reference,
 * counted in bytes where that counts characters. Never sent: what belongs to the customer
 * (Workflow, Note) and what only looks like drift (Vulnerabilities, PatchSummary).
 */
record SecurityHubAsff(Cloud cloud, SinkSettings.SecurityHub settings) {
  private static final int TOP = 10;

  private static final String CHECKS = "Software and Configuration Checks/";

  AwsSecurityFinding finding(SecurityHubFinding finding, Instant updatedAt) {
    Event event = finding.event();
    Instant since = since(event);
    return AwsSecurityFinding.builder()
        .schemaVersion("2018-10-08")
        .id(text(finding.id(), 512))
        .productArn(arn("securityhub", "product/" + cloud.account() + "/default"))
        .productName(text(settings.product(), 128))
        .companyName(text(settings.company(), 128))
        .generatorId(text(generator(event), 512))
        .awsAccountId(cloud.account())
        .createdAt(since.toString())
        .firstObservedAt(since.toString())
        .lastObservedAt(event.time().toString())
        .updatedAt(updatedAt.toString())
        .title(text(title(event), 256))
        .description(text(description(finding), 1024))
        .findingProviderFields(provided(finding))
        .compliance(c -> c.status(finding.active() ? "FAILED" : "PASSED"))
        .recordState(finding.active() ? RecordState.ACTIVE : RecordState.ARCHIVED)
        .resources(resource())
        .productFields(fields(finding))
        .build();
  }

  private static Instant since(Event event) {
    Event.Condition condition = event.condition();
    return condition == null ? event.time() : condition.since();
  }

  private String arn(String service, String resource) {
    return "arn:"
        + cloud.partition()
        + ":"
        + service
        + ":"
        + cloud.region()
        + ":"
        + cloud.account()
        + ":"
        + resource;
  }

  /** An identity that was configured may be of a machine elsewhere. */
  private Resource resource() {
    Resource.Builder resource =
        Resource.builder().partition(cloud.partition()).region(cloud.region());
    if (!cloud.instance().startsWith("i-")) {
      return resource.type("Other").id(text(cloud.instance(), 512)).build();
    }
    return resource
        .type("AwsEc2Instance")
        .id(arn("ec2", "instance/" + cloud.instance()))
        .details(
            d ->
                d.awsEc2Instance(
                    i -> i.imageId(cloud.image().orElse(null)).type(cloud.type().orElse(null))))
        .build();
  }

  /** Groups the findings of all machines of one golden. */
  private static String generator(Event event) {
    return switch (event.type()) {
      case VERIFICATION_FAILURE -> "sbom-agent/baseline-verification";
      case INCONCLUSIVE -> "sbom-agent/inventory";
      default -> {
        Event.Golden golden = event.golden();
        String sha256 = golden == null || golden.sha256() == null ? "unknown" : golden.sha256();
        String hex = sha256.startsWith("sha256:") ? sha256.substring(7) : sha256;
        yield "sbom-agent/software-drift/" + hex.substring(0, Math.min(16, hex.length()));
      }
    };
  }

  private static String title(Event event) {
    return switch (event.type()) {
      case VERIFICATION_FAILURE -> "Golden SBOM is not accepted: " + reason(event);
      case INCONCLUSIVE -> "Machine cannot be compared with its golden SBOM: " + reason(event);
      default ->
          isOfFiles(event)
              ? "Files differ from the signed golden SBOM"
              : "Software differs from the signed golden SBOM";
    };
  }

  private static boolean isOfFiles(Event event) {
    return event.condition() != null && event.condition().uid().startsWith("files/");
  }

  private static String reason(Event event) {
    return event.reason() == null ? "unknown" : event.reason();
  }

  private static String description(SecurityHubFinding finding) {
    Event event = finding.event();
    if (finding.successor() != null) {
      return "Changed since: " + finding.successor();
    }
    StringBuilder text = new StringBuilder(event.message());
    String separator = ": ";
    for (Change change : top(event)) {
      text.append(separator).append(line(change));
      separator = "; ";
    }
    return text.toString();
  }

  /** The only place for severity and types: what customers set at the top level stays theirs. */
  private static FindingProviderFields provided(SecurityHubFinding finding) {
    Event event = finding.event();
    Severity severity = finding.active() ? event.severity() : null;
    return FindingProviderFields.builder()
        .severity(
            s ->
                s.label(severity == null ? "INFORMATIONAL" : severity.name())
                    .original(event.level()))
        .types(types(event))
        .build();
  }

  /**
   * Namespaces are given, what follows is free. Tampering is alleged only where content is there
   * and does not fit its signature, not where something is missing or old.
   */
  private static List<String> types(Event event) {
    List<String> types = new ArrayList<>();
    switch (event.type()) {
      case VERIFICATION_FAILURE -> {
        types.add(text(CHECKS + "Baseline Verification/" + reason(event), 200));
        if (reason(event).equals("bad-signature")) {
          types.add("TTPs/Defense Evasion/Baseline Tampering");
        }
      }
      case INCONCLUSIVE -> types.add(text(CHECKS + "Inventory/" + reason(event), 200));
      default -> {
        TreeSet<String> kinds = new TreeSet<>();
        event.changes().forEach(change -> kinds.add(kind(change)));
        kinds.forEach(kind -> types.add(CHECKS + "Software Drift/" + kind));
        if (kinds.isEmpty()) {
          types.add(CHECKS + "Software Drift");
        }
        if (kinds.contains("Added")) {
          types.add("Unusual Behaviors/VM/Unexpected Software");
        }
      }
    }
    return types;
  }

  private static String kind(Change change) {
    return switch (change.kind()) {
      case "added" -> "Added";
      case "removed" -> "Removed";
      default -> "Modified";
    };
  }

  private static Map<String, String> fields(SecurityHubFinding finding) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    Event event = finding.event();
    fields.put("event_id", event.id());
    fields.put("hostname", event.host().hostname());
    fields.put("agent_version", event.agent().version());
    fields.put("config_sha256", event.agent().configSha256());
    fields.put("reason", event.reason());
    fields.put("successor", finding.successor());
    Event.Golden golden = event.golden();
    if (golden != null) {
      fields.put("golden", golden.path());
      fields.put("golden_sha256", golden.sha256());
      fields.put("key_id", golden.keyId());
    }
    Event.Condition condition = event.condition();
    if (condition != null && finding.successor() == null) {
      fields.put("transition", condition.transition().label());
      fields.put("state_digest", condition.digest());
      fields.put("changes", String.valueOf(event.changeCount()));
      counts(event.changes()).forEach((kind, n) -> fields.put(kind, String.valueOf(n)));
      int number = 0;
      for (Change change : top(event)) {
        fields.put("top." + number++, line(change));
      }
    }
    Map<String, String> named = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null && !value.isEmpty()) {
            named.put("sbom-agent/" + name, text(value, 1024));
          }
        });
    return named;
  }

  /** Of the listed changes, by kind. */
  private static Map<String, Integer> counts(List<Change> changes) {
    Map<String, Integer> counts = new TreeMap<>();
    changes.forEach(change -> counts.merge(change.kind(), 1, Integer::sum));
    return counts;
  }

  /** The gravest changes. */
  private static List<Change> top(Event event) {
    List<Change> sorted = new ArrayList<>(event.changes());
    sorted.sort(Comparator.comparing(Change::severity).reversed());
    return sorted.subList(0, Math.min(TOP, sorted.size()));
  }

  private static String line(Change change) {
    String group = change.group().isEmpty() ? "" : change.group() + "/";
    String expected = String.join(",", change.expected());
    String observed = String.join(",", change.observed());
    String values =
        expected.isEmpty() || observed.isEmpty()
            ? expected + observed
            : expected + " -> " + observed;
    return text(
        change.kind() + " " + change.ecosystem() + " " + group + change.name() + " " + values, 500);
  }

  private static String text(String text, int maxBytes) {
    return PlainText.of(text, maxBytes);
  }
}
