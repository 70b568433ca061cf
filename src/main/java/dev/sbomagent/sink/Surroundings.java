package dev.sbomagent.sink;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What sinks need to know and to have, besides their settings.
 *
 * @param hostname of this machine
 * @param version of the agent
 * @param cloud asked anew for each delivery; empty off AWS, or not known yet
 * @param clock the time of deliveries; events carry their own
 * @param random for spreading requests over time
 */
public record Surroundings(
    String hostname,
    String version,
    Supplier<Optional<Cloud>> cloud,
    Clock clock,
    RandomGenerator random) {}
