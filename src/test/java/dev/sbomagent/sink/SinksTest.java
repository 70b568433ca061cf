package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.report.Sink;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SinksTest {
  private static final Path NOWHERE = Path.of("/nonexistent");

  private static SinkSettings.NetworkSyslog network(String name, SinkSettings.Transport transport) {
    return new SinkSettings.NetworkSyslog(
        name,
        "logs.invalid",
        514,
        transport,
        SinkSettings.Layout.NATIVE,
        13,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        32473);
  }

  private static final List<SinkSettings> ALL =
      List.of(
          new SinkSettings.Journald("journald", NOWHERE),
          new SinkSettings.LocalSyslog("local", NOWHERE, SinkSettings.Layout.NATIVE, 10),
          network("udp", SinkSettings.Transport.UDP),
          network("tcp", SinkSettings.Transport.TCP),
          network("tls", SinkSettings.Transport.TLS),
          network("relp", SinkSettings.Transport.RELP),
          network("relp-tls", SinkSettings.Transport.RELP_TLS),
          new SinkSettings.LineFile("file", NOWHERE, SinkSettings.Layout.NATIVE, 1, 1),
          new SinkSettings.CloudWatch(
              "logs", "group", Optional.empty(), false, "fleet", Optional.empty(), false),
          new SinkSettings.SecurityHub("hub", "product", "company", Optional.empty(), false));

  @Test
  void each_destination_has_its_sink_and_says_what_an_arrival_is_worth() {
    StringBuilder worth = new StringBuilder();
    int i = 0;
    for (Sink sink :
        Sinks.from(ALL, new Sinks.Remote(Optional.empty(), NOWHERE), SinkContract.SURROUNDINGS)) {
      assertEquals(ALL.get(i++).guarantee(), sink.guarantee(), "before it is made");
      worth.append(sink.name()).append(' ').append(sink.guarantee());
      worth.append(sink.isRemote() ? " remote\n" : " local\n");
      sink.close();
    }
    assertEquals(
        """
        journald BEST_EFFORT local
        local BEST_EFFORT local
        udp BEST_EFFORT remote
        tcp BEST_EFFORT remote
        tls BEST_EFFORT remote
        relp ACKNOWLEDGED remote
        relp-tls ACKNOWLEDGED remote
        file ACKNOWLEDGED local
        logs ACKNOWLEDGED remote
        hub ACKNOWLEDGED remote
        """,
        worth.toString());
  }

  @Test
  void no_destination_is_forgotten_here() {
    Set<Class<?>> known = new java.util.HashSet<>();
    ALL.forEach(settings -> known.add(settings.getClass()));
    assertEquals(
        new TreeSet<>(List.of(names(SinkSettings.class.getPermittedSubclasses()))),
        new TreeSet<>(List.of(names(known.toArray(new Class<?>[0])))));
  }

  private static String[] names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getName).toArray(String[]::new);
  }
}
