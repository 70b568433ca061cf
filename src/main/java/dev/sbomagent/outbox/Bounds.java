package dev.sbomagent.outbox;

import java.time.Duration;

/**
 * How much the outbox keeps of what could not be delivered.
 *
 * @param maxBytes on disk
 * @param maxAge of a record; a gap between two records counts as a day at most, so that a clock
 *     that jumps ages nothing
 */
public record Bounds(long maxBytes, Duration maxAge) {}
