/**
 * One file per destination, one list: {@link dev.sbomagent.sink.Sinks}. Takes events, gives
 * receipts. Never looks at the machine.
 */
@NullMarked
package dev.sbomagent.sink;

import org.jspecify.annotations.NullMarked;
