package dev.sbomagent.cataloger;

import java.util.Map;

/**
 * One package of an apk database. Texts are verbatim, empty where not stated.
 *
 * @param files absolute paths to {@code sha1:<hex>}, {@code sha256:<hex>} or nothing; empty unless
 *     asked for
 */
record ApkEntry(
    String name, String version, String arch, String origin, Map<String, String> files) {}
