package dev.sbomagent.report;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.drift.CoverageRow;
import dev.sbomagent.inventory.Cataloging;
import dev.sbomagent.inventory.Inventory;
import dev.sbomagent.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes what is installed, schema {@code sbom-agent/inventory/1}. */
public final class InventoryJson {
  public static final String SCHEMA = "sbom-agent/inventory/1";

  private InventoryJson() {}

  /** What is installed, in the order of families and slots; what is merely known is left out. */
  public static List<Component> installed(Inventory inventory) {
    List<Component> installed = new ArrayList<>();
    for (Cataloging cataloging : inventory.catalogings().values()) {
      if (cataloging instanceof Cataloging.Complete complete) {
        installed.addAll(complete.installed());
      }
    }
    return installed;
  }

  /** One row per family. */
  public static List<CoverageRow> coverage(Inventory inventory, Set<Family> only) {
    List<CoverageRow> rows = new ArrayList<>();
    for (Family family : Family.values()) {
      if (family != Family.FILE) {
        rows.add(row(family, inventory, only.isEmpty() || only.contains(family)));
      }
    }
    rows.add(
        new CoverageRow(Family.FILE, CoverageRow.State.INACTIVE, 0, CoverageRow.NOT_REQUESTED));
    return rows;
  }

  private static CoverageRow row(Family family, Inventory inventory, boolean asked) {
    Cataloging cataloging = inventory.catalogings().get(family);
    if (!asked) {
      return new CoverageRow(family, CoverageRow.State.INACTIVE, 0, CoverageRow.NOT_REQUESTED);
    }
    if (cataloging == null) {
      return new CoverageRow(family, CoverageRow.State.INACTIVE, 0, CoverageRow.NOT_IMPLEMENTED);
    }
    if (cataloging instanceof Cataloging.Failed failed) {
      return new CoverageRow(family, CoverageRow.State.FAILED, 0, failed.reason());
    }
    if (cataloging instanceof Cataloging.Complete complete) {
      return new CoverageRow(family, CoverageRow.State.COMPLETE, complete.installed().size(), null);
    }
    return new CoverageRow(family, CoverageRow.State.ABSENT, 0, null);
  }

  /** Writes one indented document. */
  public static void document(Inventory inventory, Set<Family> only, OutputStream stream)
      throws IOException {
    JsonWriter out = JsonWriter.indented(stream);
    out.object(
        () -> {
          out.field("schema", SCHEMA);
          out.array(
              "components",
              () -> {
                for (Component component : installed(inventory)) {
                  out.object(() -> component(out, component));
                }
              });
          ReportJson.coverage(out, coverage(inventory, only));
          ReportJson.excluded(out, inventory.exclusions().excluded());
        });
    out.line().flush();
  }

  /** Writes one line per component, then one for everything else. */
  public static void lines(Inventory inventory, Set<Family> only, OutputStream stream)
      throws IOException {
    JsonWriter out = JsonWriter.compact(stream);
    for (Component component : installed(inventory)) {
      out.object(
          () -> {
            out.field("record", "component");
            component(out, component);
          });
      out.line();
    }
    out.object(
        () -> {
          out.field("record", "summary").field("schema", SCHEMA);
          ReportJson.coverage(out, coverage(inventory, only));
          ReportJson.excluded(out, inventory.exclusions().excluded());
        });
    out.line().flush();
  }

  private static void component(JsonWriter out, Component component) throws IOException {
    out.field("ecosystem", component.slot().ecosystem());
    if (!component.slot().group().isEmpty()) {
      out.field("group", component.slot().group());
    }
    out.field("name", component.slot().name()).field("version", component.version());
    if (!component.slot().arch().isEmpty()) {
      out.field("arch", component.slot().arch());
    }
    out.field("purl", component.purl()).strings("locations", component.locations());
  }
}
