package dev.sbomagent.sink;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;

/**
 * Makes the SDK's clients so that nothing of the host but its role and our configuration decides
 * where reports go: no variable, no file, no proxy. Touching this class loads the SDK.
 */
final class AwsClients {
  private static final String METADATA = "http://169.254.169.254";

  static {
    // A property wins over the variable of the same meaning (SdkSystemSetting,
    // ProfileFileSystemSetting), so what the environment says is never looked at. A malformed
    // profile file or value would end the building of a client even where it is not needed.
    String[] fixed = {
      "aws.configFile", "/dev/null",
      "aws.sharedCredentialsFile", "/dev/null",
      "aws.profile", "default",
      "aws.ignoreConfiguredEndpointUrls", "true",
      "aws.disableEc2Metadata", "false",
      "aws.disableEc2MetadataV1", "true",
      "aws.ec2MetadataServiceEndpointMode", "IPv4",
      "aws.ec2MetadataServiceTimeout", "1",
      "aws.retryMode", "standard",
      "aws.maxAttempts", "3",
      "aws.newRetries2026", "false",
      "aws.enableDefaultSocketTimeout2026", "false",
      "aws.defaultsMode", "standard",
      "aws.useDualstackEndpoint", "false",
      "aws.useFipsEndpoint", "false",
      "aws.accountIdEndpointMode", "preferred",
      "aws.endpointDiscoveryEnabled", "false",
      "aws.disableRequestCompression", "true",
      "aws.requestMinCompressionSizeBytes", "10240",
      "aws.requestChecksumCalculation", "when_required",
      "aws.responseChecksumValidation", "when_required",
      "aws.authSchemePreference", "sigv4",
      "aws.cborEnabled", "false",
      "sdk.ua.appId", "sbom-agent",
    };
    for (int i = 0; i < fixed.length; i += 2) {
      System.setProperty(fixed[i], fixed[i + 1]);
    }
  }

  private AwsClients() {}

  /** The credentials of the instance's role; at most asked for when they are needed. */
  static InstanceProfileCredentialsProvider role(Optional<URI> metadata) {
    return InstanceProfileCredentialsProvider.builder()
        .endpoint(metadata.map(URI::toString).orElse(METADATA))
        .profileFile(NoProfiles.FILE)
        .asyncCredentialUpdateEnabled(false)
        .build();
  }

  static CloudWatchLogsClient logs(
      Cloud cloud, SinkSettings.CloudWatch settings, AwsCredentialsProvider role) {
    return made(CloudWatchLogsClient.builder(), cloud, settings.endpoint(), settings.fips(), role);
  }

  static SecurityHubClient hub(
      Cloud cloud, SinkSettings.SecurityHub settings, AwsCredentialsProvider role) {
    return made(SecurityHubClient.builder(), cloud, settings.endpoint(), settings.fips(), role);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C made(
      B builder, Cloud cloud, Optional<URI> endpoint, boolean fips, AwsCredentialsProvider role) {
    builder
        .region(Region.of(cloud.region()))
        .credentialsProvider(role)
        .defaultsMode(DefaultsMode.STANDARD)
        .dualstackEnabled(false)
        .fipsEnabled(fips)
        .overrideConfiguration(waiting())
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(3))
                .socketTimeout(Duration.ofSeconds(10))
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariablesValues(false)
                        .build()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** By default a server that hangs would hold us for two minutes. */
  private static ClientOverrideConfiguration waiting() {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
        .apiCallAttemptTimeout(Duration.ofSeconds(8))
        .apiCallTimeout(Duration.ofSeconds(20))
        .defaultProfileFile(NoProfiles.FILE)
        .build();
  }

  /** Instead of the files in somebody's home directory. */
  private static final class NoProfiles {
    static final ProfileFile FILE = ProfileFile.aggregator().build();
  }
}
