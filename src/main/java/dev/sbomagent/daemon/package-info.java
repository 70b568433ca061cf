/**
 * One check, repeated. For now: one check. Takes a verified golden and a host, gives their drift.
 */
@NullMarked
package dev.sbomagent.daemon;

import org.jspecify.annotations.NullMarked;
