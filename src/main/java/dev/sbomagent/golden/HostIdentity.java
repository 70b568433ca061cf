package dev.sbomagent.golden;

import java.util.Optional;

/**
 * What a host says of itself, to be compared with what a golden was made of. Everything may be
 * unknown.
 *
 * @param osId os-release(5) ID
 * @param imageId os-release(5) IMAGE_ID
 * @param imageVersion os-release(5) IMAGE_VERSION
 * @param architecture of the host's own package database, never of the running machine
 */
public record HostIdentity(
    Optional<String> osId,
    Optional<String> imageId,
    Optional<String> imageVersion,
    Optional<String> architecture) {}
