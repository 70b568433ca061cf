package dev.sbomagent.inventory;

import dev.sbomagent.component.Family;

/**
 * Reads one family of components off a host: off its package database ({@link DatabaseCataloger}),
 * or off files wherever the walk meets them ({@link FileCataloger}). Implementations keep no state
 * between hosts.
 */
public sealed interface Cataloger permits DatabaseCataloger, FileCataloger {
  /** The family it answers for. */
  Family family();
}
