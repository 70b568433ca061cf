package dev.sbomagent.sink;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What sinks know of where they run.
 *
 * @param hostname as the machine calls itself
 * @param version of the agent
 * @param cloud where in AWS this is; asked anew with each delivery, empty while unknown
 */
public record Surroundings(
    String hostname,
    String version,
    Supplier<Optional<Cloud>> cloud,
    Clock clock,
    RandomGenerator random) {}
