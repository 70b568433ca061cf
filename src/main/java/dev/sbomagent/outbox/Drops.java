package dev.sbomagent.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was given up and not reported yet, and what is about to be: both are on disk before the
 * first record goes, so that a crash neither forgets nor counts twice.
 *
 * @param plans to be carried out; counted already
 */
record Drops(List<Drop> counted, List<Shedding.Plan> plans) {
  static final Drops NONE = new Drops(List.of(), List.of());
  static final int MAX_BYTES = 1 << 20;

  private static final String SCHEMA = "sbom-agent/dropped/1";

  Drops {
    counted = List.copyOf(counted);
    plans = List.copyOf(plans);
  }

  /** With these plans counted and to be carried out. */
  Drops with(List<Shedding.Plan> more) {
    Map<Drop.Reason, Drop> sums = new EnumMap<>(Drop.Reason.class);
    for (Drop drop : counted) {
      sums.put(drop.reason(), drop);
    }
    for (Shedding.Plan plan : more) {
      for (long seq : plan.seqs()) {
        Drop sum = sums.getOrDefault(plan.reason(), new Drop(plan.reason(), 0, seq, seq));
        long first = Math.min(seq, sum.first());
        long last = Math.max(seq, sum.last());
        sums.put(plan.reason(), new Drop(plan.reason(), sum.count() + 1, first, last));
      }
    }
    return new Drops(List.copyOf(sums.values()), more);
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonWriter out = JsonWriter.compact(bytes);
      out.object(
              () ->
                  out.field("schema", SCHEMA)
                      .array("dropped", () -> writeCounted(out))
                      .array("plans", () -> writePlans(out)))
          .flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private void writeCounted(JsonWriter out) throws IOException {
    for (Drop drop : counted) {
      out.object(
          () ->
              out.field("reason", drop.reason().label())
                  .field("count", drop.count())
                  .field("first", drop.first())
                  .field("last", drop.last()));
    }
  }

  private void writePlans(JsonWriter out) throws IOException {
    for (Shedding.Plan plan : plans) {
      List<String> seqs = new ArrayList<>();
      for (long seq : plan.seqs()) {
        seqs.add(Long.toString(seq));
      }
      out.object(() -> out.field("reason", plan.reason().label()).strings("seqs", seqs));
    }
  }

  static Drops parse(byte[] bytes) throws DamagedException {
    try {
      Fields fields = Fields.parse(bytes, JsonLimits.ofBytes(MAX_BYTES));
      if (!fields.text("schema").equals(SCHEMA)) {
        throw Fields.wrong("schema");
      }
      List<Drop> counted = new ArrayList<>();
      for (Fields drop : objects(fields, "dropped")) {
        counted.add(
            new Drop(
                drop.known("reason", Drop.Reason::of),
                drop.number("count"),
                drop.number("first"),
                drop.number("last")));
      }
      List<Shedding.Plan> plans = new ArrayList<>();
      for (Fields plan : objects(fields, "plans")) {
        List<Long> seqs = new ArrayList<>();
        for (String seq : plan.texts("seqs")) {
          seqs.add(Long.valueOf(seq));
        }
        plans.add(new Shedding.Plan(plan.known("reason", Drop.Reason::of), seqs));
      }
      return new Drops(counted, plans);
    } catch (JsonException | NumberFormatException broken) {
      throw new DamagedException(
          "not a list of drops: " + broken.getMessage() + ", " + bytes.length + " bytes");
    }
  }

  private static List<Fields> objects(Fields fields, String name) throws JsonException {
    List<Fields> objects = new ArrayList<>();
    if (!(fields.object().field(name).orElse(null) instanceof JsonValue.Arr array)) {
      throw Fields.wrong(name);
    }
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonValue.Obj object)) {
        throw Fields.wrong(name);
      }
      objects.add(new Fields(object));
    }
    return objects;
  }

  @Override
  public String toString() {
    return new String(bytes(), UTF_8);
  }
}
