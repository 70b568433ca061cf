/**
 * Everything an operator types or reads: commands, configuration, words, exit statuses. Wires the
 * other packages together; none of them imports it. The only door to picocli, to the environment,
 * to the real clock and to the end of the process.
 */
@NullMarked
package dev.sbomagent.cli;

import org.jspecify.annotations.NullMarked;
