package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.trust.Reason;
import dev.sbomagent.trust.UntrustedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a golden is this host's and still holds (contract, rule 12). What is unknown on either
 * side is not compared, but a golden that names its image is for a host that names the same one.
 */
public final class Binding {
  private static final String IMAGE_ID = "sbom-agent:image-id";
  private static final String NOT_AFTER = "sbom-agent:not-after";

  private Binding() {}

  /** Refuses a golden that has expired. */
  public static void requireCurrent(Sbom golden, Instant now) throws UntrustedException {
    String notAfter = golden.properties().get(NOT_AFTER);
    if (notAfter == null) {
      return;
    }
    Instant end;
    try {
      end = OffsetDateTime.parse(notAfter).toInstant();
    } catch (DateTimeException broken) {
      throw new UntrustedException(
          Reason.MALFORMED_GOLDEN, NOT_AFTER + " is no RFC 3339 time: '" + notAfter + "'");
    }
    if (now.isAfter(end)) {
      throw new UntrustedException(Reason.EXPIRED, "the golden was valid until " + notAfter);
    }
  }

  /** Refuses a golden that was made of another image. */
  public static void requireImage(Sbom golden, HostIdentity host) throws UntrustedException {
    String imageId = golden.properties().get(IMAGE_ID);
    if (imageId != null && !isImage(imageId, host)) {
      throw new UntrustedException(
          Reason.WRONG_IMAGE,
          "the golden is for image '"
              + imageId
              + "', this host is "
              + host.imageId().map(id -> "'" + id + "'").orElse("of no named image"));
    }
    Optional<String> osId = golden.os().map(Sbom.Os::id).filter(id -> !id.isEmpty());
    if (osId.isPresent()
        && host.osId().isPresent()
        && !osId.get().equalsIgnoreCase(host.osId().get())) {
      throw new UntrustedException(
          Reason.WRONG_IMAGE,
          "the golden is of OS '" + osId.get() + "', this host is '" + host.osId().get() + "'");
    }
    Optional<String> architecture = architecture(golden);
    if (architecture.isPresent()
        && host.architecture().isPresent()
        && !architecture.equals(host.architecture())) {
      throw new UntrustedException(
          Reason.WRONG_IMAGE,
          "the golden is of architecture '"
              + architecture.get()
              + "', this host is '"
              + host.architecture().get()
              + "'");
    }
  }

  private static boolean isImage(String imageId, HostIdentity host) {
    String id = host.imageId().orElse("");
    String version = host.imageVersion().orElse("");
    if (id.isEmpty() && version.isEmpty()) {
      return false;
    }
    return imageId.equals(id)
        || imageId.equals(version)
        || imageId.equals(id + "/" + version)
        || imageId.equals(id + "-" + version)
        || imageId.equals(id + ":" + version)
        || imageId.equals(id + "@" + version);
  }

  /** The architecture of the package manager itself, else the one most packages have. */
  private static Optional<String> architecture(Sbom golden) {
    Map<String, Integer> counts = new TreeMap<>();
    for (GoldenComponent component : golden.components()) {
      String arch = component.slot().arch();
      if (component.family() != Family.DPKG || arch.isEmpty() || arch.equals("all")) {
        continue;
      }
      if (component.slot().name().equals("dpkg")) {
        return Optional.of(arch);
      }
      counts.merge(arch, 1, Integer::sum);
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }
}
