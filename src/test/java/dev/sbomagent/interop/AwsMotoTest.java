package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import dev.sbomagent.sink.FakeImds;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way through where all is well, against moto: another's idea of AWS. */
@Tag("interop")
class AwsMotoTest {
  private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)");

  @Test
  void a_heartbeat_and_a_drift_arrive() throws Exception {
    Path work = Peers.work("aws-moto");
    Process moto =
        new ProcessBuilder(
                Peers.awsPython(), "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
            .redirectErrorStream(true)
            .start();
    try (FakeImds imds = new FakeImds();
        BufferedReader said =
            new BufferedReader(
                new java.io.InputStreamReader(moto.getInputStream(), StandardCharsets.UTF_8))) {
      URI endpoint = listening(said);
      assertEquals(
          Collections.nCopies(4, "Delivered[]"),
          AwsProcess.receipts(AwsProcess.delivering(endpoint, imds, work).must()));
      String held =
          Tool.of(Peers.awsPython(), Peers.script("aws"), "read", endpoint.toString())
              .with("/sbom-agent/events", "i-0123456789abcdef0")
              .must();
      Fields all = Fields.parse(held.getBytes(StandardCharsets.UTF_8), JsonLimits.ofBytes(1 << 20));
      assertEquals(List.of("drift", "heartbeat"), texts(all, "messages", "event_type"));
      assertEquals(
          List.of("sbom-agent/i-0123456789abcdef0/drift/0123456789abcdef"),
          texts(all, "findings", "Id"));
    } finally {
      moto.destroy();
    }
  }

  private static URI listening(BufferedReader said) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher address = LISTENING.matcher(line);
      if (address.find()) {
        return URI.create(address.group());
      }
      lines.append(line).append('\n');
    }
    throw new AssertionError("moto did not start:\n" + lines);
  }

  private static List<String> texts(Fields all, String array, String name) throws Exception {
    List<String> texts = new java.util.ArrayList<>();
    for (JsonValue item : ((JsonValue.Arr) all.object().field(array).orElseThrow()).items()) {
      texts.add(new Fields((JsonValue.Obj) item).text(name));
    }
    return texts;
  }
}
