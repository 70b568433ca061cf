package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsServiceClientConfiguration;

class AwsClientsTest {
  private static CloudWatchLogsServiceClientConfiguration configuration(
      String region, Optional<URI> endpoint, boolean fips) {
    Cloud cloud =
        new Cloud(
            AwsPartition.of(region),
            region,
            "123456789012",
            "i-1",
            Optional.empty(),
            Optional.empty(),
            Map.of());
    SinkSettings.CloudWatch settings =
        new SinkSettings.CloudWatch("c", "/g", Optional.empty(), false, "web", endpoint, fips);
    try (CloudWatchLogsClient client =
        AwsClients.logs(cloud, settings, AwsClients.role(Optional.empty()))) {
      return client.serviceClientConfiguration();
    }
  }

  @Test
  void only_our_configuration_sets_an_endpoint() {
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
    System.setProperty("aws.endpointUrlCloudWatchLogs", "http://127.0.0.1:1");
    try {
      assertEquals(
          Optional.empty(), configuration("eu-west-1", Optional.empty(), false).endpointOverride());
      URI own = URI.create("https://vpce.example");
      assertEquals(
          Optional.of(own), configuration("eu-west-1", Optional.of(own), false).endpointOverride());
    } finally {
      System.clearProperty("aws.endpointUrl");
      System.clearProperty("aws.endpointUrlCloudWatchLogs");
    }
  }

  @Test
  void regions_of_all_partitions_are_taken_as_they_are() {
    for (String region : new String[] {"eu-west-1", "cn-north-1", "us-gov-west-1", "xx-new-1"}) {
      assertEquals(region, configuration(region, Optional.empty(), true).region().id());
    }
  }
}
