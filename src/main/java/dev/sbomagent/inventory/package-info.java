/**
 * The contract for looking at a machine: the host, what of it is excluded, and what a cataloger
 * answers. Takes a root folder, gives facts; reads only below that root, writes nothing, starts no
 * process, opens no connection. What could not be read is an answer of its own, never an absence.
 */
@NullMarked
package dev.sbomagent.inventory;

import org.jspecify.annotations.NullMarked;
