package dev.sbomagent.report;

/**
 * An event on its way to one destination.
 *
 * @param event what is delivered
 * @param head the event's head as it was accepted, byte for byte: {@code event} is parsed from it
 * @param again whether it may have arrived before: a receiver is told, and may drop it by its id
 * @param shed whether the listed changes were given up to stay within the outbox's bounds
 */
public record Parcel(Event event, String head, boolean again, boolean shed) {}
