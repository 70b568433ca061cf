/**
 * The document we promise outward. Takes a verified golden, an inventory and their drift; gives
 * verdict, findings with stable ids, and their JSON. Never decides anything the drift did not.
 */
@NullMarked
package dev.sbomagent.report;

import org.jspecify.annotations.NullMarked;
