package dev.sbomagent.cli;

import dev.sbomagent.cataloger.Catalogers;
import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.inventory.Cataloger;
import dev.sbomagent.inventory.Exclusions;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.report.InventoryJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists what is installed. */
final class InventoryCommand implements Command {
  @Override
  public String name() {
    return "inventory";
  }

  @Override
  public String summary() {
    return "List what is installed";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.value("--only", "ECO,...", "List these ecosystems only");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Format> formats = call.formats();
    Set<Family> only = CheckCommand.Families.parse(call.value("--only"));
    Host host = call.host();
    Settings settings = Settings.of(call);
    List<Cataloger> asked = new ArrayList<>();
    for (Cataloger cataloger : Catalogers.all()) {
      boolean wanted = only.isEmpty() || only.contains(cataloger.family());
      if (wanted && cataloger.family() != Family.FILE) {
        asked.add(cataloger);
      }
    }
    Inventory inventory = Inventory.take(host, asked, Exclusions.of(host, settings.places()));
    List<CoverageRow> coverage = InventoryJson.coverage(inventory, only);
    new Emission(call, formats)
        .send(
            (format, out) -> {
              switch (format.kind()) {
                case TABLE ->
                    out.write(table(inventory, coverage).getBytes(StandardCharsets.UTF_8));
                case JSON -> InventoryJson.document(inventory, only, out);
                case NDJSON -> InventoryJson.lines(inventory, only, out);
              }
            });
    for (CoverageRow row : coverage) {
      if (row.state() == CoverageRow.State.FAILED) {
        call.terminal().complain(row.family().cataloger() + ": " + row.reason(), "");
        return Exit.INCONCLUSIVE;
      }
    }
    return Exit.OK;
  }

  private static String table(Inventory inventory, List<CoverageRow> coverage) {
    StringBuilder out = new StringBuilder();
    for (CoverageRow row : coverage) {
      if (row.state() == CoverageRow.State.COMPLETE) {
        out.append(Text.count(row.components(), row.family().ecosystem() + " component"));
        out.append('\n');
      } else if (row.state() == CoverageRow.State.FAILED) {
        out.append(row.family().cataloger()).append(" FAILED: ");
        out.append(Text.safe(String.valueOf(row.reason()))).append('\n');
      }
    }
    for (Component component : InventoryJson.installed(inventory)) {
      out.append("  ").append(component.slot().ecosystem()).append("  ");
      out.append(Text.safe(component.slot().name()));
      if (!component.slot().arch().isEmpty()) {
        out.append(" [").append(Text.safe(component.slot().arch())).append(']');
      }
      out.append("  ").append(Text.safe(component.statedVersion().orElse("-"))).append('\n');
    }
    return out.toString();
  }
}
