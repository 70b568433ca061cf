/**
 * The words: what an installed thing is, and when two are the same. Pure values; no I/O, no clock.
 */
@NullMarked
package dev.sbomagent.component;

import org.jspecify.annotations.NullMarked;
