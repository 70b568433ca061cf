/**
 * Whose bytes are these, and do we accept them? Takes the bytes of a golden, of its signature and
 * of the pinned keys; gives {@link dev.sbomagent.trust.VerifiedBytes} or a typed reason. Never lets
 * a signature file choose the key, never opens a connection, never reads a file twice.
 */
@NullMarked
package dev.sbomagent.trust;

import org.jspecify.annotations.NullMarked;
