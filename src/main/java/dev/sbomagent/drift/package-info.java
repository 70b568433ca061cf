/**
 * Pure comparison and policy. Takes what a golden says and what was seen of a machine; gives the
 * deviations, what is tolerated, what could not be checked, and whether that allows a verdict. No
 * clock, no I/O: the same two inputs give the same answer anywhere.
 */
@NullMarked
package dev.sbomagent.drift;

import org.jspecify.annotations.NullMarked;
