/**
 * One check, repeated. Takes a golden's source and a host, gives what changed as events in the
 * outbox, each with the state it leaves; never says one twice, and never delivers any.
 */
@NullMarked
package dev.sbomagent.daemon;

import org.jspecify.annotations.NullMarked;
