package dev.sbomagent.cataloger;

import dev.sbomagent.component.Presence;
import org.jspecify.annotations.Nullable;

/**
 * One stanza of a dpkg database.
 *
 * @param name as dpkg knows it: in lower case
 * @param spelled as the stanza spells it
 * @param version verbatim, null when none is stated
 * @param arch verbatim, empty when none is stated
 * @param source {@code Source} verbatim, empty when it is the package itself
 * @param multiArchSame whether several architectures of it can be installed
 * @param presence from {@code Status}
 * @param skippedBySyft whether {@code Status} holds the word that makes syft pass over the stanza
 * @param conffiles {@code Conffiles} verbatim, empty unless asked for
 */
record DpkgEntry(
    String name,
    String spelled,
    @Nullable String version,
    String arch,
    String source,
    boolean multiArchSame,
    Presence presence,
    boolean skippedBySyft,
    String conffiles) {}
