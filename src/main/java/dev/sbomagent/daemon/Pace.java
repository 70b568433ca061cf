package dev.sbomagent.daemon;

import java.time.Duration;

/**
 * How often the daemon does what.
 *
 * @param check between two checks
 * @param settle how long a package database must be quiet after a change
 * @param fullWalk between two walks that look at everything
 * @param reminder after which an open condition is spoken of again
 * @param heartbeat between two heartbeats
 * @param sweep between two comparisons of file contents; null for none
 * @param sweepBytesPerSecond how much such a comparison reads at most
 * @param cpuPercent how much of one core the daemon may use, averaged over an hour
 * @param memoryBytes how much memory it may hold
 */
public record Pace(
    Duration check,
    Duration settle,
    Duration fullWalk,
    Duration reminder,
    Duration heartbeat,
    @org.jspecify.annotations.Nullable Duration sweep,
    long sweepBytesPerSecond,
    int cpuPercent,
    long memoryBytes) {}
