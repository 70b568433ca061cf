package dev.sbomagent.sink;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Security Hub: limits, updates and workflow of API_BatchImportFindings. */
public final class FakeHub {
  /** What is known of a finding. */
  static final class Stored {
    Fields finding;
    Instant updatedAt;
    String workflow = "NEW";
    int updates = 1;

    Stored(Fields finding, Instant updatedAt) {
      this.finding = finding;
      this.updatedAt = updatedAt;
    }

    boolean isActive() throws JsonException {
      return finding.text("RecordState").equals("ACTIVE");
    }
  }

  private final Clock clock;
  private final FakeImds imds;
  private final FakeQuota quota;
  private final Map<String, Stored> findings = new TreeMap<>();

  /** Id to error code of findings that fail; each once. */
  final Map<String, String> failing = new HashMap<>();

  /** A request with a finding of this id is refused as a whole. */
  String poison = "";

  /** How many requests were beyond the quota. */
  int throttled;

  /** Updates that were not later than the one before. */
  int ignored;

  /** When requests came. */
  final List<Instant> requests = new ArrayList<>();

  FakeHub(Clock clock, FakeImds imds) {
    this.clock = clock;
    this.imds = imds;
    this.quota = new FakeQuota(clock, 10, 30);
  }

  synchronized Stored stored(String id) {
    return Objects.requireNonNull(findings.get(id), id);
  }

  public synchronized Set<String> ids() {
    return Set.copyOf(findings.keySet());
  }

  /** What a customer decides. */
  synchronized void workflow(String id, String status) {
    stored(id).workflow = status;
  }

  synchronized FakeAnswer answer(String operation, int bytes, Fields request) throws JsonException {
    if (!operation.equals("POST /findings/import")) {
      throw new FakeRefusal(404, "ResourceNotFoundException", operation);
    }
    if (!quota.take()) {
      throttled++;
      throw new FakeRefusal(429, "TooManyRequestsException", "Too Many Requests");
    }
    requests.add(clock.instant());
    if (!(request.object().field("Findings").orElse(null) instanceof JsonValue.Arr array)
        || request.object().fields().size() != 1) {
      throw invalid("Findings");
    }
    int size = array.items().size();
    if (size < 1 || size > 100) {
      throw invalid(
          "Invalid parameter 'Findings'. Size '" + size + "' is greater than maximum 100");
    }
    if (bytes > 6_000_000) {
      throw invalid("request of " + bytes + " bytes");
    }
    List<Fields> all = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonValue item : array.items()) {
      Fields finding = new Fields((JsonValue.Obj) item);
      all.add(finding);
      if (!ids.add(finding.text("Id")) || finding.text("Id").equals(poison)) {
        throw invalid("Findings: " + finding.text("Id"));
      }
    }
    return imported(all);
  }

  private FakeAnswer imported(List<Fields> all) throws JsonException {
    List<String> failed = new ArrayList<>();
    for (Fields finding : all) {
      String id = finding.text("Id");
      String code = failing.remove(id);
      String message = "scripted";
      if (code == null && !finding.text("AwsAccountId").equals(imds.account)) {
        code = "InvalidAccess";
      }
      if (code == null) {
        try {
          FakeAsff.check(finding, imds, clock);
          update(id, finding);
        } catch (JsonException wrong) {
          code = "InvalidInput";
          message = String.valueOf(wrong.getMessage()).replace('"', ' ');
        }
      }
      if (code != null) {
        failed.add(
            "{\"Id\":\""
                + id
                + "\",\"ErrorCode\":\""
                + code
                + "\",\"ErrorMessage\":\""
                + message
                + "\"}");
      }
    }
    return FakeAnswer.ok(
        "{\"FailedCount\":"
            + failed.size()
            + ",\"SuccessCount\":"
            + (all.size() - failed.size())
            + ",\"FailedFindings\":["
            + String.join(",", failed)
            + "]}");
  }

  /** What is not later is ignored without an error; SUPPRESSED stays. */
  private void update(String id, Fields finding) throws JsonException {
    Stored stored = findings.get(id);
    Instant updatedAt = finding.time("UpdatedAt");
    if (stored == null) {
      findings.put(id, new Stored(finding, updatedAt));
      return;
    }
    if (!updatedAt.isAfter(stored.updatedAt)) {
      ignored++;
      return;
    }
    boolean reopened = !stored.isActive() && finding.text("RecordState").equals("ACTIVE");
    if (reopened && Set.of("NOTIFIED", "RESOLVED").contains(stored.workflow)) {
      stored.workflow = "NEW";
    }
    stored.finding = finding;
    stored.updatedAt = updatedAt;
    stored.updates++;
  }

  private static FakeRefusal invalid(String message) {
    return new FakeRefusal(400, "InvalidInputException", message);
  }
}
