package dev.sbomagent.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Laws of parsing. */
class SbomPropertyTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Property(tries = 2000)
  void any_bytes_parse_or_give_a_reason(@ForAll byte[] document) {
    Mutations.parse(document);
  }

  @Property(tries = 1000)
  void damaged_documents_parse_or_give_a_reason(@ForAll long seed) {
    Mutations.parse(Mutations.damaged(new Random(seed)));
  }

  @Property(tries = 50)
  void order_and_duplicates_do_not_matter(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] document = Fixtures.bytes("debian-syft-1.54.1.json");
    ObjectNode shuffled = shuffled((ObjectNode) MAPPER.readTree(document), random);
    ArrayNode components = (ArrayNode) shuffled.get("components");
    List<com.fasterxml.jackson.databind.JsonNode> entries = new ArrayList<>();
    components.forEach(entry -> entries.add(shuffled((ObjectNode) entry, random)));
    entries.addAll(new ArrayList<>(entries.subList(0, 20)));
    Collections.shuffle(entries, random);
    components.removeAll().addAll(entries);

    Sbom expected = Fixtures.accepted(document);
    Sbom actual = Fixtures.accepted(MAPPER.writeValueAsBytes(shuffled));
    assertEquals(expected.components(), actual.components());
    assertEquals(FileTables.text(expected.files()), FileTables.text(actual.files()));
    assertEquals(expected.os(), actual.os());
    assertEquals(expected.tool(), actual.tool());
  }

  /** The same object with its fields in another order, and those of its properties too. */
  private static ObjectNode shuffled(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    Collections.shuffle(names, random);
    ObjectNode out = MAPPER.createObjectNode();
    names.forEach(name -> out.set(name, object.get(name)));
    if (object.get("properties") instanceof ArrayNode properties) {
      List<com.fasterxml.jackson.databind.JsonNode> all = new ArrayList<>();
      properties.forEach(property -> all.add(shuffled((ObjectNode) property, random)));
      Collections.shuffle(all, random);
      out.set("properties", MAPPER.createArrayNode().addAll(all));
    }
    return out;
  }
}
