package dev.sbomagent.golden;

import dev.sbomagent.component.Family;
import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.golden.Coverage.Answer;
import dev.sbomagent.golden.Sbom.Tool;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which generator made a document, as far as the document lets us know: by what it says of itself,
 * else by what only some releases of syft could have written.
 */
final class Generation {
  static final String SYFT = "syft";
  static final String OURSELVES = "sbom-agent";

  private final Set<Family> held = EnumSet.noneOf(Family.class);
  private boolean stdlib;
  private boolean compressedModules;

  /** The releases of syft that the entries leave possible, see {@link SyftReleases}. */
  private int oldest = SyftReleases.OLDEST;

  private int newest = SyftReleases.NEWEST;
  private String lastFoundBy = "";

  void sawFile() {
    held.add(Family.FILE);
  }

  void saw(GoldenComponent component) {
    Family family = component.family();
    if (family != null) {
      held.add(family);
      stdlib |= family == Family.GO && component.slot().name().equals("stdlib");
      compressedModules |=
          family == Family.KERNEL
              && !component.locations().isEmpty()
              && KernelModulePath.isCompressed(component.locations().get(0));
    }
    // entries of one cataloger come in runs
    if (!component.foundBy().equals(lastFoundBy)) {
      lastFoundBy = component.foundBy();
      oldest = Math.max(oldest, SyftReleases.oldestWith(lastFoundBy));
      newest = Math.min(newest, SyftReleases.newestWith(lastFoundBy));
    }
  }

  Coverage coverage(
      Tool tool, String specVersion, @Nullable String sourceType, Map<String, String> properties) {
    String ours = properties.get(BaselineWriter.FAMILIES);
    if (tool.name().equals(OURSELVES) && ours != null) {
      return ourselves(ours, "yes".equals(properties.get(BaselineWriter.EXECUTABLES)));
    }
    return tool.name().equals(SYFT) ? syft(tool, specVersion, sourceType) : another(tool);
  }

  private Coverage ourselves(String families, boolean executables) {
    Map<Family, Answer> answers = heldOnly();
    for (String name : families.split(",", -1)) {
      Family.named(name.trim()).ifPresent(family -> answers.put(family, Answer.LOOKED_FOR));
    }
    return new Coverage(answers, true, true, false, true, executables);
  }

  /** Of another producer only what it holds is known. */
  private Coverage another(Tool tool) {
    boolean deselected = tool.name().equals("SCALIBR") || tool.name().equals("osv-scalibr");
    return new Coverage(heldOnly(), deselected, stdlib, false, compressedModules, false);
  }

  private Map<Family, Answer> heldOnly() {
    Map<Family, Answer> answers = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      answers.put(family, held.contains(family) ? Answer.LOOKED_FOR : Answer.NOT_IN_GOLDEN);
    }
    return answers;
  }

  private Coverage syft(Tool tool, String specVersion, @Nullable String sourceType) {
    int stated = SyftReleases.parse(tool.version());
    int from = stated;
    int to = stated;
    if (stated < 0) {
      infer(specVersion);
      from = oldest;
      to = Math.max(oldest, newest);
    }
    Map<Family, Answer> answers = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      answers.put(
          family,
          held.contains(family)
              ? Answer.LOOKED_FOR
              : answer(SyftReleases.looksFor(family, sourceType, from, to)));
    }
    return new Coverage(
        answers,
        to < SyftReleases.NO_DEINSTALL,
        stdlib || from >= SyftReleases.STDLIB,
        from < SyftReleases.NO_DEINSTALL,
        compressedModules || from >= SyftReleases.COMPRESSED_MODULES,
        false);
  }

  private static Answer answer(@Nullable Boolean looksFor) {
    if (looksFor == null) {
      return Answer.AMBIGUOUS;
    }
    return looksFor ? Answer.LOOKED_FOR : Answer.NOT_IN_GOLDEN;
  }

  private void infer(String specVersion) {
    oldest = Math.max(oldest, SyftReleases.oldestWithSpec(specVersion));
    if (held.contains(Family.FILE)) {
      oldest = Math.max(oldest, SyftReleases.FILES);
    }
    if (stdlib) {
      oldest = Math.max(oldest, SyftReleases.STDLIB);
    } else if (held.contains(Family.GO)) {
      newest = Math.min(newest, SyftReleases.STDLIB - 1);
    }
    if (compressedModules) {
      oldest = Math.max(oldest, SyftReleases.COMPRESSED_MODULES);
    }
  }
}
