/**
 * What the accepted bytes say. Takes verified bytes (or, for {@code diff}, any bytes), gives an
 * {@link dev.sbomagent.golden.Sbom} of canonical components and a compact table of files. Never
 * opens a file, never trusts a name or a number before it is bounded.
 */
@NullMarked
package dev.sbomagent.golden;

import org.jspecify.annotations.NullMarked;
