/**
 * The few calls that the JDK lacks. Takes addresses of sockets and bytes, gives the kernel's
 * answers. Never starts a process; native code loads at the first call, not before.
 */
@NullMarked
package dev.sbomagent.os;

import org.jspecify.annotations.NullMarked;
