package dev.sbomagent.inventory;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a walk gave.
 *
 * @param found per family that was asked, in the order of meeting
 * @param failed families that may hold more than was seen, and why
 * @param malformed files that were wanted and could not be understood, by path, with the reason
 * @param unsupported files of a form that is not read
 */
record Walked(
    Map<Family, List<Component>> found,
    Map<Family, String> failed,
    SortedMap<String, String> malformed,
    Set<String> unsupported) {}
