package dev.sbomagent.drift;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Slot;
import dev.sbomagent.golden.GoldenComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One component of either side, reduced to what a comparison looks at. */
record Entry(Slot slot, @Nullable String version, List<String> locations, Presence presence) {
  static Entry of(GoldenComponent golden) {
    return new Entry(golden.slot(), golden.version(), golden.locations(), Presence.INSTALLED);
  }

  static Entry of(Component component) {
    return new Entry(
        component.slot(), component.version(), component.locations(), component.presence());
  }
}
