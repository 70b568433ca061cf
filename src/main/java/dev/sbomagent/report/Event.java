package dev.sbomagent.report;

import dev.sbomagent.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a SOC is told, schema {@code sbom-agent/event/1}: a head, and the changes it speaks of,
 * a line of JSON each, see {@link EventJson}. The head names its predecessor and the digest of its
 * changes, so that a gap or an edit shows. All texts are plain, see {@link PlainText}.
 *
 * @param id a UUID, version 7 (RFC 9562), the same in every delivery
 * @param seq counts the events of this chain, from 1
 * @param chain a UUID, drawn when a machine's first event is written
 * @param previous hash of the head before, {@code sha256:<hex>}; of the first, of nothing
 * @param boot the kernel's boot id, empty when unknown
 * @param severity null for what is only information
 * @param message one line for a person
 * @param condition what it is a transition of; null for what just happens
 * @param reason code of the contract, for {@code verification_failure} and {@code inconclusive}; of
 *     others a word of their own; null when there is none
 * @param golden null when none is known
 * @param detail what else belongs to this type
 * @param changes those that are listed, at most {@value #MAX_CHANGES}
 * @param changeCount how many there are, listed or not
 * @param changesHash {@code sha256:<hex>} over the lines of the listed changes, each with a line
 *     feed
 */
public record Event(
    EventType type,
    String id,
    Instant time,
    long seq,
    String chain,
    String previous,
    String boot,
    @Nullable Severity severity,
    String message,
    @Nullable Condition condition,
    @Nullable String reason,
    Agent agent,
    Machine host,
    @Nullable Golden golden,
    JsonValue.Obj detail,
    List<Change> changes,
    int changeCount,
    String changesHash) {
  /** More are counted and not listed: a report names every finding, {@code check} shows it. */
  public static final int MAX_CHANGES = 500;

  /**
   * A condition and what became of it.
   *
   * @param uid what is open: {@code drift/<16 hex digits>}, {@code files/<16 hex digits>}, {@code
   *     golden/<reason>}, {@code inventory/<reason>}; another set of changes is another uid
   * @param replaces the uid that was open until now, of a {@code changed} one; null otherwise
   * @param since when this condition opened
   * @param digest digest of the changes, as the report's {@code driftDigest}; null without changes
   */
  public record Condition(
      Transition transition,
      String uid,
      @Nullable String replaces,
      Instant since,
      @Nullable String digest) {}

  /** The agent that speaks. */
  public record Agent(String version, String configSha256) {}

  /**
   * The machine it speaks of, as the machine itself knows it.
   *
   * @param machineId a digest of {@code /etc/machine-id}, which should not leave the machine
   *     (machine-id(5)), 32 hex digits
   */
  public record Machine(
      String machineId,
      String hostname,
      String osId,
      String osVersionId,
      String arch,
      String imageId,
      String imageVersion) {}

  /** The golden it speaks by; key id of the key that verified it, null when none did. */
  public record Golden(String path, @Nullable String sha256, @Nullable String keyId) {}

  public Event {
    changes = List.copyOf(changes);
  }

  /** The word of its severity. */
  public String level() {
    return severity == null ? "info" : severity.label();
  }
}
