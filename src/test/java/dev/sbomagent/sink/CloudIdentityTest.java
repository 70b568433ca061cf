package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CloudIdentityTest {
  private final FakeAwsClock clock = new FakeAwsClock(Instant.parse("2026-11-22T00:00:00Z"));
  private FakeImds imds;

  @BeforeEach
  void begin() throws IOException {
    imds = new FakeImds();
  }

  @AfterEach
  void end() {
    imds.close();
  }

  private CloudIdentity identity(
      boolean metadata, @Nullable String region, @Nullable String instance) {
    return new CloudIdentity(
        new SinkSettings.CloudSettings(
            metadata,
            Optional.of(imds.endpoint()),
            Optional.ofNullable(region),
            Optional.ofNullable(region == null ? null : "000000000000"),
            Optional.ofNullable(instance),
            Optional.empty()),
        clock);
  }

  @Test
  void is_what_the_identity_document_says() {
    imds.tags = new TreeMap<>(Map.of("Name", "web", "Fleet:a", "\u001b[31mred"));
    assertEquals(
        new Cloud(
            "aws",
            "eu-west-1",
            "123456789012",
            "i-0123456789abcdef0",
            Optional.of("ami-0123456789abcdef0"),
            Optional.of("t3.small"),
            Map.of("Name", "web", "Fleet:a", "\ufffd[31mred")),
        identity(true, null, null).get().orElseThrow());
    assertTrue(imds.asked.get(0).startsWith("PUT"), "no token was asked for: " + imds.asked);
  }

  @Test
  void tags_are_where_they_are_enabled() {
    assertEquals(Map.of(), identity(true, null, null).get().orElseThrow().tags());
  }

  @Test
  void is_asked_for_once() {
    CloudIdentity identity = identity(true, null, null);
    assertTrue(identity.get().isPresent());
    int asked = imds.asked.size();
    clock.pass(Duration.ofDays(1));
    assertTrue(identity.get().isPresent());
    assertEquals(asked, imds.asked.size());
  }

  @Test
  void what_is_configured_wins() {
    Cloud cloud = identity(true, "cn-north-1", null).get().orElseThrow();
    assertEquals("cn-north-1", cloud.region());
    assertEquals("aws-cn", cloud.partition());
    assertEquals("000000000000", cloud.account());
    assertEquals("i-0123456789abcdef0", cloud.instance());
  }

  @Test
  void nobody_is_asked_where_that_is_not_wanted() {
    assertEquals(Optional.empty(), identity(false, null, null).get());
    assertEquals("i-1", identity(false, "eu-west-1", "i-1").get().orElseThrow().instance());
    assertEquals(0, imds.asked.size());
  }

  @ParameterizedTest
  @EnumSource(names = {"HANGS", "FORBIDS", "FLOODS", "BABBLES", "REDIRECTS"})
  void is_empty_within_a_second_without_a_good_answer(FakeImds.Mood mood) {
    imds.mood = mood;
    long start = System.nanoTime();
    assertEquals(Optional.empty(), identity(true, null, null).get());
    assertTrue(System.nanoTime() - start < 3_000_000_000L);
    assertTrue(imds.asked.stream().noneMatch(path -> path.contains("elsewhere")));
    // the rest is configured
    assertEquals("i-1", identity(true, "eu-west-1", "i-1").get().orElseThrow().instance());
  }

  @Test
  void is_empty_within_a_second_where_packets_vanish() {
    // documentation addresses, RFC 5737: nobody answers
    CloudIdentity identity =
        new CloudIdentity(
            new SinkSettings.CloudSettings(
                true,
                Optional.of(URI.create("http://192.0.2.1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            clock);
    long start = System.nanoTime();
    assertEquals(Optional.empty(), identity.get());
    assertTrue(System.nanoTime() - start < 3_000_000_000L);
  }

  @Test
  void is_asked_for_again_ever_more_seldom_until_it_is_found() {
    imds.mood = FakeImds.Mood.FORBIDS;
    CloudIdentity identity = identity(true, null, null);
    for (int second = 0; second < 3600; second++) {
      assertEquals(Optional.empty(), identity.get());
      clock.pass(Duration.ofSeconds(1));
    }
    assertTrue(imds.asked.size() >= 8 && imds.asked.size() <= 14, "asked " + imds.asked.size());
    imds.mood = FakeImds.Mood.WELL;
    clock.pass(Duration.ofMinutes(10));
    assertTrue(identity.get().isPresent());
  }

  @Test
  void is_asked_for_again_when_the_clock_was_set_back() {
    imds.mood = FakeImds.Mood.FORBIDS;
    CloudIdentity identity = identity(true, null, null);
    assertEquals(Optional.empty(), identity.get());
    imds.mood = FakeImds.Mood.WELL;
    clock.pass(Duration.ofDays(-400));
    assertTrue(identity.get().isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1, aws",
    "cn-north-1, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "us-isof-south-1, aws-iso-f",
    "eu-isoe-west-1, aws-iso-e",
    "eusc-de-east-1, aws-eusc"
  })
  void partition_follows_from_region(String region, String partition) {
    assertEquals(partition, AwsPartition.of(region));
  }
}
