package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** CloudWatch Logs: limits and answers of API_PutLogEvents and API_CreateLogStream. */
public final class FakeLogs {
  /** A message that is kept. */
  public record Kept(long time, String message) {}

  private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final Pattern STREAM = Pattern.compile("[^:*]{1,512}");

  private final Clock clock;
  private final FakeQuota puts;
  private final FakeQuota streams;
  private final Map<String, Map<String, List<Kept>>> groups = new TreeMap<>();

  /** Of every group. */
  Duration retention = Duration.ofDays(90);

  /** A batch with a message that has this in it is refused. */
  String poison = "\u0000";

  /** How many puts were beyond the quota. */
  int throttled;

  FakeLogs(Clock clock) {
    this.clock = clock;
    this.puts = new FakeQuota(clock, 5000, 5000);
    this.streams = new FakeQuota(clock, 50, 50);
  }

  /** Makes a group, as its owner does. */
  public synchronized void group(String name) {
    groups.put(name, new TreeMap<>());
  }

  public synchronized boolean hasGroup(String name) {
    return groups.containsKey(name);
  }

  /** All messages of a stream, in the order of their arrival. */
  public synchronized List<Kept> kept(String group, String stream) {
    return List.copyOf(groups.getOrDefault(group, Map.of()).getOrDefault(stream, List.of()));
  }

  synchronized FakeAnswer answer(String target, Fields request) throws JsonException {
    return switch (target) {
      case "Logs_20140328.PutLogEvents" -> put(request);
      case "Logs_20140328.CreateLogStream" -> createStream(request);
      case "Logs_20140328.CreateLogGroup" -> createGroup(request);
      default -> throw new FakeRefusal(400, "UnknownOperationException", target);
    };
  }

  private FakeAnswer createGroup(Fields request) throws JsonException {
    only(request, Set.of("logGroupName"));
    String group = name(request, "logGroupName", GROUP);
    if (group.startsWith("aws/")) {
      throw invalid("log group names of aws/");
    }
    if (groups.containsKey(group)) {
      throw new FakeRefusal(400, "ResourceAlreadyExistsException", group);
    }
    group(group);
    return FakeAnswer.ok("{}");
  }

  private FakeAnswer createStream(Fields request) throws JsonException {
    only(request, Set.of("logGroupName", "logStreamName"));
    if (!streams.take()) {
      throttled++;
      throw new FakeRefusal(400, "ThrottlingException", "Rate exceeded");
    }
    Map<String, List<Kept>> group = groups.get(name(request, "logGroupName", GROUP));
    if (group == null) {
      throw missing("log group");
    }
    if (group.putIfAbsent(name(request, "logStreamName", STREAM), new ArrayList<>()) != null) {
      throw new FakeRefusal(400, "ResourceAlreadyExistsException", "log stream");
    }
    return FakeAnswer.ok("{}");
  }

  private FakeAnswer put(Fields request) throws JsonException {
    only(request, Set.of("logGroupName", "logStreamName", "logEvents"));
    if (!puts.take()) {
      throttled++;
      throw new FakeRefusal(400, "ThrottlingException", "Rate exceeded");
    }
    List<Kept> events = events(request);
    Map<String, List<Kept>> group = groups.get(name(request, "logGroupName", GROUP));
    if (group == null) {
      throw missing("log group");
    }
    List<Kept> stream = group.get(name(request, "logStreamName", STREAM));
    if (stream == null) {
      throw missing("log stream");
    }
    return keep(events, stream);
  }

  private List<Kept> events(Fields request) throws JsonException {
    if (!(request.object().field("logEvents").orElse(null) instanceof JsonValue.Arr array)) {
      throw Fields.wrong("logEvents");
    }
    List<Kept> events = new ArrayList<>();
    long bytes = 0;
    for (JsonValue item : array.items()) {
      Fields event = new Fields((JsonValue.Obj) item);
      only(event, Set.of("timestamp", "message"));
      Kept kept = new Kept(event.number("timestamp"), event.text("message"));
      int size = kept.message().getBytes(UTF_8).length;
      bytes += size + 26;
      // what the oldest partitions take
      if (size == 0 || size + 26 > 262_144) {
        throw invalid("Log event too large: " + size);
      }
      if (!events.isEmpty() && kept.time() < events.get(events.size() - 1).time()) {
        throw invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      if (kept.message().contains(poison)) {
        throw invalid("poison");
      }
      events.add(kept);
    }
    if (events.isEmpty() || events.size() > 10_000 || bytes > 1_048_576) {
      throw invalid("Upload too large: " + bytes + " bytes, " + events.size() + " events");
    }
    long span = events.get(events.size() - 1).time() - events.get(0).time();
    if (span > Duration.ofHours(24).toMillis()) {
      throw invalid("The batch of log events in a single request cannot span more than 24 hours.");
    }
    return events;
  }

  /** Keeps what is within the window; the first two indices are exclusive, the last inclusive. */
  private FakeAnswer keep(List<Kept> events, List<Kept> stream) {
    long now = clock.millis();
    int old = 0;
    int expired = 0;
    int young = events.size();
    for (int i = 0; i < events.size(); i++) {
      long age = now - events.get(i).time();
      if (age > Duration.ofDays(14).toMillis()) {
        old = i + 1;
      } else if (age > retention.toMillis()) {
        expired = i + 1;
      } else if (age < -Duration.ofHours(2).toMillis()) {
        young = Math.min(young, i);
      } else {
        stream.add(events.get(i));
      }
    }
    List<String> rejected = new ArrayList<>();
    if (young < events.size()) {
      rejected.add("\"tooNewLogEventStartIndex\":" + young);
    }
    if (old > 0) {
      rejected.add("\"tooOldLogEventEndIndex\":" + old);
    }
    if (expired > 0) {
      rejected.add("\"expiredLogEventEndIndex\":" + expired);
    }
    return FakeAnswer.ok(
        rejected.isEmpty()
            ? "{\"nextSequenceToken\":\"1\"}"
            : "{\"nextSequenceToken\":\"1\",\"rejectedLogEventsInfo\":{"
                + String.join(",", rejected)
                + "}}");
  }

  private static void only(Fields fields, Set<String> known) {
    if (!known.containsAll(fields.object().fields().keySet())) {
      throw new FakeRefusal(400, "SerializationException", "unknown: " + fields.object());
    }
  }

  private static String name(Fields request, String field, Pattern allowed) throws JsonException {
    String name = request.text(field);
    if (!allowed.matcher(name).matches()) {
      throw invalid(field + " failed to satisfy constraint: " + name);
    }
    return name;
  }

  private static FakeRefusal invalid(String message) {
    return new FakeRefusal(400, "InvalidParameterException", message);
  }

  private static FakeRefusal missing(String what) {
    return new FakeRefusal(
        400, "ResourceNotFoundException", "The specified " + what + " does not exist.");
  }
}
