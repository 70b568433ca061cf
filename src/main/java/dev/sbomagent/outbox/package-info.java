/**
 * What was accepted is delivered: a durable queue of events, and its way to every sink. Takes
 * events and the state they leave behind, gives parcels. Never makes an event of its own but of
 * what it had to give up.
 */
@NullMarked
package dev.sbomagent.outbox;

import org.jspecify.annotations.NullMarked;
