package dev.sbomagent.sink;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where in AWS this machine is: from the instance identity document, or configured.
 *
 * @param partition {@code aws}, {@code aws-cn}, {@code aws-us-gov}: follows from the region
 * @param tags of the instance, where its metadata shows them
 */
public record Cloud(
    String partition,
    String region,
    String account,
    String instance,
    Optional<String> image,
    Optional<String> type,
    Map<String, String> tags) {
  public Cloud {
    tags = java.util.Collections.unmodifiableMap(new TreeMap<>(tags));
  }
}
