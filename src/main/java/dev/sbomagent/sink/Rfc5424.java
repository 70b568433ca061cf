package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.report.Event;
import dev.sbomagent.report.Parcel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Records of syslog as RFC 5424 has them: header, structured data {@code sbom@<enterprise>}, then a
 * line. No byte-order mark before it: those who read CEF or LEEF want theirs first.
 */
final class Rfc5424 {
  private static final int MAX_HOST = 128;

  private final int facility;
  private final int enterprise;
  private final String host;
  private final long pid = ProcessHandle.current().pid();

  Rfc5424(int facility, int enterprise, String hostname) {
    this.facility = facility;
    this.enterprise = enterprise;
    this.host = printable(hostname);
  }

  /** What stands before each line of an event: at most {@link Lines#MAX_HEADER_BYTES}. */
  String header(Parcel parcel) {
    Event event = parcel.event();
    StringBuilder header = new StringBuilder(300);
    int priority = facility * 8 + Grade.of(event.severity()).syslog;
    header.append('<').append(priority).append(">1 ");
    header.append(timestamp(event.time())).append(' ').append(host);
    header.append(" sbom-agent ").append(pid).append(' ').append(event.type().name());
    header.append(" [sbom@").append(enterprise);
    parameter(header, "event_id", event.id());
    parameter(header, "seq", String.valueOf(event.seq()));
    parameter(header, "severity", event.level());
    Event.Condition condition = event.condition();
    if (condition != null) {
      parameter(header, "transition", condition.transition().label());
      parameter(header, "finding_uid", condition.uid());
    }
    if (parcel.again()) {
      parameter(header, "again", "true");
    }
    return header.append("] ").toString();
  }

  static byte[] record(String header, String line) {
    return (header + line).getBytes(UTF_8);
  }

  /**
   * Section 6.2.3: at most six digits of a second, and rsyslog makes garbage of more; a year of
   * four digits, for which a clock gone astray may leave none.
   */
  private static String timestamp(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    return year < 0 || year > 9999 ? "-" : time.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /** Section 6.3.3: quote, backslash and closing bracket are escaped. */
  private static void parameter(StringBuilder out, String name, String value) {
    out.append(' ').append(name).append("=\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c == ']') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /** Section 6.2.4: printable ASCII. */
  private static String printable(String hostname) {
    StringBuilder host = new StringBuilder();
    for (int i = 0; i < hostname.length() && i < MAX_HOST; i++) {
      char c = hostname.charAt(i);
      host.append(c > ' ' && c < 127 ? c : '?');
    }
    return host.length() == 0 ? "-" : host.toString();
  }
}
