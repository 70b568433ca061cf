package dev.sbomagent.cli;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Severity;
import dev.sbomagent.report.Sink;
import dev.sbomagent.report.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the daemon is, as an operator reads it: the answer, why, what it found, what waits. */
final class StatusText {
  private final Health health;
  private final @Nullable Status status;
  private final SinkFiles sinks;
  private final Instant now;
  private final Style style;
  private final StringBuilder out = new StringBuilder(1024);

  StatusText(Health health, @Nullable Status status, SinkFiles sinks, Instant now, Style style) {
    this.health = health;
    this.status = status;
    this.sinks = sinks;
    this.now = now;
    this.style = style;
  }

  String text() {
    String word = health.state().label().replace('-', ' ').toUpperCase(Locale.ROOT);
    out.append(style.paint(color(health.state()), word));
    if (status != null) {
      out.append("  ").append(Text.safe(summary(status)));
    }
    out.append('\n');
    for (String reason : health.reasons()) {
      fact("because", reason);
    }
    if (!health.hint().isEmpty()) {
      fact("next", health.hint());
    }
    if (status != null) {
      checks(status);
      golden(status.golden());
      outbox(status.outbox());
      cost(status);
      conditions(status.conditions());
    }
    if (sinks.problem() != null) {
      fact("sinks", sinks.problem());
    }
    sinks(sinks.sinks());
    return out.toString();
  }

  private static String color(Health.State state) {
    return switch (state) {
      case HEALTHY -> "1;32";
      case DEGRADED -> "1;33";
      case NOT_RUNNING -> "1;31";
    };
  }

  private String summary(Status status) {
    return "process "
        + status.pid()
        + ", "
        + status.state().label()
        + ", started "
        + Ago.text(status.startedAt(), now);
  }

  private void checks(Status status) {
    Status.LastCheck check = status.lastCheck();
    if (check == null) {
      fact("last check", "none yet");
    } else {
      fact(
          "last check",
          check.verdict().label()
              + (check.reason() == null ? "" : " (" + check.reason() + ")")
              + ", "
              + check.findings()
              + (check.findings() == 1 ? " finding, " : " findings, ")
              + Ago.text(check.at(), now)
              + " in "
              + check.duration().toMillis()
              + " ms");
    }
    Instant next = status.nextCheckAt();
    fact("next check", next == null ? "not due" : Ago.text(next, now));
    Instant sweep = status.lastSweepAt();
    fact("files", sweep == null ? "never compared" : "compared " + Ago.text(sweep, now));
  }

  private void golden(Event.@Nullable Golden golden) {
    if (golden == null) {
      fact("golden", "none");
      return;
    }
    fact("golden", golden.path() + (golden.sha256() == null ? "" : ", sha256 " + golden.sha256()));
    if (golden.keyId() != null) {
      fact("signed by", golden.keyId());
    }
  }

  private void outbox(Status.Queue outbox) {
    Instant oldest = outbox.oldestAt();
    fact(
        "outbox",
        outbox.records()
            + (outbox.records() == 1 ? " event, " : " events, ")
            + size(outbox.bytes())
            + (oldest == null ? "" : ", the oldest " + Ago.text(oldest, now))
            + (outbox.dropped() == 0 ? "" : "; " + outbox.dropped() + " dropped, ever"));
  }

  private void cost(Status status) {
    Status.Cost cost = status.cost();
    fact(
        "cost",
        cost.cpu().toSeconds()
            + "."
            + cost.cpu().toMillisPart() / 100
            + " CPU seconds since "
            + Ago.text(cost.since(), now)
            + ", "
            + size(cost.residentBytes())
            + " resident");
  }

  private void conditions(List<Status.OpenCondition> conditions) {
    heading(conditions, "OPEN");
    for (Status.OpenCondition condition : conditions) {
      Severity severity = condition.severity();
      String level = severity == null ? "info" : severity.label();
      String padded = padded(level, 9);
      out.append("  ").append(severity == null ? padded : style.severity(severity, padded));
      line(condition.message() + ", since " + Ago.text(condition.since(), now));
    }
  }

  private void sinks(List<Status.Destination> sinks) {
    heading(sinks, "SINKS");
    int width = 0;
    for (Status.Destination sink : sinks) {
      width = Math.max(width, Text.safe(sink.name()).length());
    }
    for (Status.Destination sink : sinks) {
      out.append("  ").append(padded(Text.safe(sink.name()), width + 2));
      line(words(sink));
    }
  }

  private String words(Status.Destination sink) {
    Instant oldest = sink.oldestAt();
    Instant delivered = sink.lastDeliveredAt();
    StringBuilder words = new StringBuilder();
    if (sink.pending() == 0) {
      words.append("nothing waits");
    } else {
      words.append(sink.pending()).append(" waiting");
      words.append(oldest == null ? "" : ", the oldest " + Ago.text(oldest, now));
    }
    words
        .append("; last ")
        .append(sink.guarantee() == Sink.Guarantee.ACKNOWLEDGED ? "taken " : "sent ");
    words.append(delivered == null ? "never" : Ago.text(delivered, now));
    if (sink.guarantee() == Sink.Guarantee.BEST_EFFORT) {
      words.append(" (best effort: nobody says that it arrives)");
    }
    if (sink.error() != null) {
      words.append("; ").append(sink.error());
      words.append(sink.retryAt() == null ? "" : ", again " + Ago.text(sink.retryAt(), now));
    } else if (sink.retryAt() != null) {
      words.append("; its turn comes ").append(Ago.text(sink.retryAt(), now));
    }
    return sink.dead() == 0 ? words.toString() : words + "; " + sink.dead() + " refused, ever";
  }

  private static String size(long bytes) {
    return bytes < ByteCount.MB
        ? (bytes + ByteCount.KB - 1) / ByteCount.KB + " KB"
        : bytes / ByteCount.MB + " MB";
  }

  private void heading(List<?> items, String words) {
    if (!items.isEmpty()) {
      out.append('\n').append(style.bold(words)).append('\n');
    }
  }

  private void fact(String label, String text) {
    out.append("  ").append(style.dim(label));
    out.append(" ".repeat(Math.max(1, 13 - label.length())));
    line(text);
  }

  private void line(String text) {
    out.append(Text.safe(text)).append('\n');
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
