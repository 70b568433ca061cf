/**
 * One file per package ecosystem, one list. Takes a host, gives what its databases say; pure
 * parsers inside. Never guesses: a database that is not understood whole is a failed cataloging.
 */
@NullMarked
package dev.sbomagent.cataloger;

import org.jspecify.annotations.NullMarked;
