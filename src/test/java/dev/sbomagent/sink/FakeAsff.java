package dev.sbomagent.sink;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/**
 * What a finding must look like: "Required top-level ASFF attributes" and the lengths of
 * API_AwsSecurityFinding, and no field that is not ours to send.
 */
final class FakeAsff {
  private static final Set<String> NAMESPACES =
      Set.of(
          "Software and Configuration Checks",
          "TTPs",
          "Effects",
          "Unusual Behaviors",
          "Sensitive Data Identifications");

  private static final Set<String> KNOWN =
      Set.of(
          ("SchemaVersion Id ProductArn ProductName CompanyName GeneratorId AwsAccountId CreatedAt"
                  + " UpdatedAt FirstObservedAt LastObservedAt Title Description"
                  + " FindingProviderFields Compliance RecordState Resources ProductFields")
              .split(" "));

  private FakeAsff() {}

  /** Throws when it is not as it must be. */
  static void check(Fields finding, FakeImds imds, Clock clock) throws JsonException {
    for (String name : finding.object().fields().keySet()) {
      require(KNOWN.contains(name), name);
    }
    require(finding.text("SchemaVersion").equals("2018-10-08"), "SchemaVersion");
    length(finding, "Id", 1, 512);
    length(finding, "ProductName", 1, 128);
    length(finding, "CompanyName", 1, 128);
    length(finding, "GeneratorId", 1, 512);
    length(finding, "Title", 1, 256);
    length(finding, "Description", 1, 1024);
    String product =
        ":securityhub:"
            + imds.region
            + ":"
            + imds.account
            + ":product/"
            + imds.account
            + "/default";
    require(finding.text("ProductArn").matches("arn:aws(-cn|-us-gov)?" + product), "ProductArn");
    Instant created = finding.time("CreatedAt");
    Instant updated = finding.time("UpdatedAt");
    require(!updated.isBefore(created), "UpdatedAt before CreatedAt");
    require(!finding.time("FirstObservedAt").isAfter(finding.time("LastObservedAt")), "ObservedAt");
    require(!updated.isAfter(clock.instant().plusSeconds(600)), "UpdatedAt in the future");
    provided(finding.object("FindingProviderFields"));
    String compliance = finding.object("Compliance").text("Status");
    require(compliance.equals("PASSED") || compliance.equals("FAILED"), "Compliance");
    String state = finding.text("RecordState");
    require(state.equals(compliance.equals("FAILED") ? "ACTIVE" : "ARCHIVED"), "RecordState");
    resources(finding, imds);
    productFields(finding.object("ProductFields"));
  }

  private static void provided(Fields provided) throws JsonException {
    Fields severity = provided.object("Severity");
    require(
        Set.of("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL")
            .contains(severity.text("Label")),
        "Severity");
    length(severity, "Original", 1, 64);
    require(!provided.texts("Types").isEmpty() && provided.texts("Types").size() <= 50, "Types");
    for (String type : provided.texts("Types")) {
      String[] parts = type.split("/", -1);
      require(NAMESPACES.contains(parts[0]) && parts.length <= 3, "Types: " + type);
    }
  }

  private static void resources(Fields finding, FakeImds imds) throws JsonException {
    if (!(finding.object().field("Resources").orElse(null) instanceof JsonValue.Arr array)
        || array.items().size() != 1) {
      throw Fields.wrong("Resources");
    }
    Fields resource = new Fields((JsonValue.Obj) array.items().get(0));
    require(resource.text("Type").equals("AwsEc2Instance"), "Type");
    require(
        resource
            .text("Id")
            .matches(
                "arn:aws[a-z-]*:ec2:"
                    + imds.region
                    + ":"
                    + imds.account
                    + ":instance/"
                    + imds.instance),
        "Resource Id");
    require(resource.text("Region").equals(imds.region), "Region");
  }

  private static void productFields(Fields fields) throws JsonException {
    require(fields.object().fields().size() <= 50, "ProductFields");
    for (String key : fields.object().fields().keySet()) {
      require(key.length() <= 128 && key.matches("sbom-agent/[a-z0-9_.]+"), key);
      length(fields, key, 1, 2048);
    }
  }

  private static void length(Fields fields, String name, int from, int to) throws JsonException {
    int length = fields.text(name).length();
    require(length >= from && length <= to, name + " of " + length);
  }

  private static void require(boolean is, String what) throws JsonException {
    if (!is) {
      throw Fields.wrong(what);
    }
  }
}
