package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.sink.FakeAws;
import dev.sbomagent.sink.FakeImds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is sent is what AWS's own service models allow, whatever the machine's environment says. */
@Tag("interop")
class AwsModelTest {
  private static final List<String> DELIVERED = Collections.nCopies(4, "Delivered[]");

  private FakeImds imds;
  private FakeAws aws;

  @BeforeEach
  void begin() throws IOException {
    imds = new FakeImds();
    aws = new FakeAws(Clock.systemUTC(), imds);
  }

  @AfterEach
  void end() {
    aws.close();
    imds.close();
  }

  @Test
  void requests_are_as_modelled() {
    Path work = Peers.work("aws-model");
    String printed = AwsProcess.delivering(aws.endpoint(), imds, work).must();
    assertEquals(DELIVERED, AwsProcess.receipts(printed));
    Path requests = work.resolve("requests");
    List<FakeAws.Call> calls = aws.calls;
    for (int i = 0; i < calls.size(); i++) {
      String operation = calls.get(i).operation();
      String modelled =
          operation.startsWith("Logs_20140328.")
              ? "logs." + operation.substring(14)
              : "securityhub.BatchImportFindings";
      Tool.write(requests.resolve(i + "." + modelled + ".json"), calls.get(i).body());
    }
    assertEquals(
        "6 requests are as modelled",
        Tool.of(Peers.awsPython(), Peers.script("aws"), "validate", requests.toString())
            .must()
            .strip());
  }

  @Test
  void no_class_of_the_sdk_is_loaded_before_the_first_delivery() {
    String printed = AwsProcess.delivering(aws.endpoint(), imds, Peers.work("aws-lazy")).must();
    assertTrue(printed.startsWith("before: no class of the SDK"), printed);
  }

  @Test
  void no_variable_and_no_file_of_the_machine_counts() {
    Path work = Peers.work("aws-environment");
    Path rubbish = Tool.write(work.resolve("home/.aws/config"), "rubbish\n[[");
    Tool delivering = AwsProcess.delivering(aws.endpoint(), imds, work);
    for (String name :
        List.of(
            "AWS_REGION",
            "AWS_PROFILE",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_RETRY_MODE",
            "AWS_MAX_ATTEMPTS",
            "AWS_DEFAULTS_MODE",
            "AWS_NEW_RETRIES_2026",
            "AWS_USE_FIPS_ENDPOINT",
            "AWS_USE_DUALSTACK_ENDPOINT",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_V1_DISABLED",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
            "AWS_METADATA_SERVICE_TIMEOUT",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE",
            "AWS_DISABLE_REQUEST_COMPRESSION",
            "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "AWS_AUTH_SCHEME_PREFERENCE",
            "AWS_SDK_UA_APP_ID",
            "AWS_CBOR_ENABLED",
            "CBOR_ENABLED",
            "SYNC_HTTP_SERVICE_IMPL")) {
      delivering.env(name, "rubbish");
    }
    URI nobody = URI.create("http://127.0.0.1:1");
    for (String name :
        List.of(
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
            "AWS_ENDPOINT_URL_SECURITYHUB",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "http_proxy",
            "https_proxy")) {
      delivering.env(name, nobody.toString());
    }
    delivering
        .env("HOME", work.resolve("home").toString())
        .env("AWS_CONFIG_FILE", rubbish.toString())
        .env("AWS_SHARED_CREDENTIALS_FILE", rubbish.toString());
    assertEquals(DELIVERED, AwsProcess.receipts(delivering.must()));
  }
}
