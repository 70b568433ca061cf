package dev.sbomagent.sink;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.BatchImportFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.ImportFindingsError;

/** The request that imports findings, API_BatchImportFindings. For one thread. */
final class SecurityHubImport implements AutoCloseable {
  private final SecurityHubAsff format;
  private final AwsCalls<SecurityHubClient> calls;

  SecurityHubImport(SinkSettings.SecurityHub settings, Cloud cloud, Optional<URI> metadata) {
    this.format = new SecurityHubAsff(cloud, settings);
    this.calls = new AwsCalls<>(role -> AwsClients.hub(cloud, settings, role), metadata);
  }

  /**
   * Imports all in one request.
   *
   * @param findings each with the time of its update
   * @return what became of those that were not taken, by id: a request that succeeds may fail for
   *     each of them
   */
  Map<String, Receipt> of(Map<SecurityHubFinding, Instant> findings)
      throws AwsFault, InterruptedException {
    List<AwsSecurityFinding> formatted = new ArrayList<>();
    findings.forEach((finding, updatedAt) -> formatted.add(format.finding(finding, updatedAt)));
    calls.begin();
    BatchImportFindingsResponse answer =
        calls.call(hub -> hub.batchImportFindings(request -> request.findings(formatted)));
    Map<String, Receipt> failed = new HashMap<>();
    for (ImportFindingsError error : answer.failedFindings()) {
      failed.put(error.id(), receipt(error));
    }
    Integer count = answer.failedCount();
    if (count != null && count > failed.size()) {
      throw new AwsFault(Receipt.failed(Fault.OUTAGE, count + " findings failed, not all named"));
    }
    return failed;
  }

  private static Receipt receipt(ImportFindingsError error) {
    String reason = error.errorCode() + ": " + error.errorMessage();
    return switch (String.valueOf(error.errorCode())) {
      case "InvalidInput", "InvalidInputException" -> Receipt.refused(reason);
      case "InvalidAccess", "InvalidAccessException", "AccessDenied", "AccessDeniedException" ->
          Receipt.failed(Fault.DENIED, reason);
      case "LimitExceeded", "LimitExceededException", "TooManyRequestsException" ->
          Receipt.failed(Fault.THROTTLED, reason);
      default -> Receipt.failed(Fault.OUTAGE, reason);
    };
  }

  @Override
  public void close() {
    calls.close();
  }
}
