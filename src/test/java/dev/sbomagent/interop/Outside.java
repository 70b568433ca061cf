package dev.sbomagent.interop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sbomagent.sink.FakeAws;
import dev.sbomagent.sink.FakeImds;
import dev.sbomagent.sink.FakeLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What a machine's events go to: a real rsyslogd, and AWS as the instance sees it, its metadata at
 * their own address. All of it is on this machine.
 */
final class Outside implements AutoCloseable {
  private static final String GROUP = "/sbom-agent/events";
  private static final String INSTANCE = "i-0123456789abcdef0";

  /**
   * The instance is named for a processor that takes longer than a second to ask the metadata.
   * Credentials come from there.
   */
  private static final String SINKS =
      """

      cloud:
        region: eu-west-1
        account: '123456789012'
        instance: i-0123456789abcdef0
      sinks:
        - type: journald
        - type: network-syslog
          host: 169.254.169.10
          transport: relp
          port: 2514
        - type: cloudwatch
          group: /sbom-agent/events
          endpoint: http://169.254.169.20:8000
        - type: security-hub
          endpoint: http://169.254.169.20:8000
      """;

  private final Path folder = Path.of(Tool.of("mktemp", "-d").must().strip());
  private final FakeImds imds;
  private final FakeAws aws;
  private final Rsyslogd rsyslogd;

  Outside() {
    // rsyslogd must be able to come in
    Tool.of("chmod", "755", folder.toString()).must();
    Authority authority = new Authority(folder, "authority");
    Authority.Issued server = authority.issue("server", "DNS:logs", 10);
    rsyslogd = new Rsyslogd(folder.resolve("rsyslogd"), authority.certificate(), server).start();
    try {
      imds = new FakeImds();
      aws = new FakeAws(Clock.systemUTC(), imds);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    aws.logs.group(GROUP);
  }

  /** Lets a machine send its events here. */
  Machine of(Machine machine) {
    return machine
        .sinks(SINKS)
        .outside(10, 2514, rsyslogd.relp)
        .outside(20, 8000, aws.endpoint().getPort())
        .outside(254, 80, imds.endpoint().getPort());
  }

  /** Events that the syslog server wrote down, and their changes, in the order they arrived. */
  List<Json> syslog() {
    List<Json> events = new ArrayList<>();
    for (JsonNode record : rsyslogd.records(0)) {
      events.add(Json.parse(record.get("msg").asText()));
    }
    return events;
  }

  /** Events that CloudWatch Logs keep, in the order they arrived. */
  List<Json> logs() {
    List<Json> events = new ArrayList<>();
    for (FakeLogs.Kept kept : aws.logs.kept(GROUP, INSTANCE)) {
      events.add(Json.parse(kept.message()));
    }
    return events;
  }

  /** Findings that Security Hub was given, each time it was. */
  List<Json> findings() {
    List<Json> findings = new ArrayList<>();
    for (FakeAws.Call call : aws.calls) {
      findings.addAll(Json.parse(call.body()).list("Findings"));
    }
    return findings;
  }

  @Override
  public void close() {
    aws.close();
    imds.close();
    rsyslogd.kill();
    Tool.of("rm", "-rf", folder.toString()).must();
  }
}
