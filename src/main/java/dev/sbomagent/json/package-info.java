/**
 * Takes bytes, gives strict, bounded JSON events, and writes them back. Never guesses: a duplicate
 * name, a byte-order mark, a trailing byte, a NaN or too deep a nesting is a {@link
 * dev.sbomagent.json.JsonException} that names the place. The only door to Jackson, which writes
 * JSON and reads YAML.
 */
@NullMarked
package dev.sbomagent.json;

import org.jspecify.annotations.NullMarked;
