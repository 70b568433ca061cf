package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Transition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a record that is on disk.
 *
 * @param bytes what it takes on disk
 * @param detail how much of that is freed without its changes
 */
record Kept(
    long seq,
    String name,
    long bytes,
    long detail,
    Instant time,
    EventType type,
    @Nullable Transition transition,
    @Nullable String uid,
    @Nullable String replaces) {
  private static final long BLOCK = 4096;

  static Kept of(Entry entry, int length) {
    Event event = entry.event();
    Event.Condition condition = event.condition();
    int detail = entry.detail().getBytes(UTF_8).length;
    return new Kept(
        event.seq(),
        entry.name(),
        onDisk(length),
        onDisk(length) - onDisk(length - detail),
        event.time(),
        event.type(),
        condition == null ? null : condition.transition(),
        condition == null ? null : condition.uid(),
        condition == null ? null : condition.replaces());
  }

  /** Files take whole blocks. */
  private static long onDisk(long length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }
}
