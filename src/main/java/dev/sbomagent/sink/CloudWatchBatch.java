package dev.sbomagent.sink;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Messages that go in one request, within the limits of API_PutLogEvents (CloudWatch Logs API
 * Reference): bytes with 26 for each message, count, 24 hours from first to last, in order of time.
 */
final class CloudWatchBatch {
  /**
   * One message.
   *
   * @param parcel number of the parcel it is of
   * @param chunk number of the message among the parcel's
   * @param time in milliseconds since 1970, under which it is kept
   * @param restamped whether that is another than the event's own
   */
  record Message(int parcel, int chunk, long time, boolean restamped, String body) {
    int bytes() {
      return body.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Larger ones were refused everywhere until 2025, and in some partitions may be still. */
  static final int MAX_MESSAGE_BYTES = 200_000;

  private static final int MAX_BYTES = 1_048_576;
  private static final int BYTES_EACH = 26;
  private static final int MAX_MESSAGES = 10_000;
  private static final long MAX_SPAN_MILLIS = 24 * 60 * 60 * 1000L;

  private final List<Message> messages = new ArrayList<>();
  private int bytes;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** Takes the message, unless that would break a limit. */
  boolean add(Message message) {
    int more = message.bytes() + BYTES_EACH;
    long from = Math.min(first, message.time());
    long to = Math.max(last, message.time());
    if (messages.size() == MAX_MESSAGES
        || bytes + more > MAX_BYTES
        || to - from >= MAX_SPAN_MILLIS) {
      return false;
    }
    messages.add(message);
    bytes += more;
    first = from;
    last = to;
    return true;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** In order of time; of one time, as they were added. A clock that was set breaks the order. */
  List<Message> inOrder() {
    List<Message> sorted = new ArrayList<>(messages);
    sorted.sort(Comparator.comparingLong(Message::time));
    return sorted;
  }
}
