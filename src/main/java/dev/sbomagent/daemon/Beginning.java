package dev.sbomagent.daemon;

import dev.sbomagent.daemon.Announcer.Words;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.outbox.Chronicle;
import dev.sbomagent.outbox.Former;
import dev.sbomagent.outbox.Outbox;
import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a daemon begins with: the state that the newest event left, or nothing, and what there is to
 * say about that.
 */
record Beginning(State state, List<Words> news) {
  Beginning {
    news = List.copyOf(news);
  }

  /**
   * Takes up an outbox. One of another machine, in a clone of its disk, is begun anew: the state is
   * not this machine's, and its chain goes on elsewhere.
   *
   * @throws IOException when another machine's chain cannot be ended
   */
  static Beginning of(Outbox outbox, Accepted accepted, String machineId) throws IOException {
    Optional<String> before = outbox.machine();
    if (before.isPresent() && !before.get().equals(machineId)) {
      outbox.restart();
    }
    Beginning beginning = of(outbox.tail());
    if (outbox.former().isEmpty()) {
      return beginning;
    }
    accepted.forget();
    List<Words> news = new ArrayList<>();
    news.add(ofClone(outbox.former().get()));
    news.addAll(beginning.news);
    return new Beginning(beginning.state, news);
  }

  private static Words ofClone(Former former) {
    return Words.of(
        EventType.IDENTITY_CHANGED,
        Severity.MEDIUM,
        "this disk was another machine's: a new chain begins",
        new Detail()
            .put("machine_before", former.machine())
            .put("chain_before", former.chain())
            .put("seq_before", former.seq())
            .value());
  }

  private static Beginning of(Chronicle.Tail tail) {
    String line = tail.state();
    if (line == null) {
      return new Beginning(State.NEW, List.of());
    }
    try {
      return new Beginning(State.parse(line), List.of());
    } catch (JsonException unknown) {
      List<Words> news = new ArrayList<>();
      news.add(
          Words.of(
              EventType.OUTBOX_DAMAGED,
              Severity.HIGH,
              "the state cannot be understood, what is open is reported again: "
                  + unknown.getMessage(),
              Detail.NONE));
      return new Beginning(State.NEW, news);
    }
  }

  /**
   * What is to be said before anything else.
   *
   * @param watch why nothing is noticed between checks; empty when it is
   */
  List<Words> words(String watch) {
    boolean clean = !state.running();
    List<Words> words = new ArrayList<>(news);
    words.add(
        Words.of(
            EventType.AGENT_START,
            null,
            clean ? "started" : "started again, without having been stopped",
            new Detail().put("clean", clean).put("watch", watch.isEmpty() ? "on" : watch).value()));
    return words;
  }
}
