package dev.sbomagent.sink;

import dev.sbomagent.report.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Severities on the scales of others; no severity is information.
 *
 * <table>
 * <caption>The scales</caption>
 * <tr><th>ours</th><th>syslog (RFC 5424 6.2.1)</th><th>OCSF severity_id</th><th>CEF, LEEF, ECS: to 10</th></tr>
 * <tr><td>critical</td><td>2 critical</td><td>5 Critical</td><td>10</td></tr>
 * <tr><td>high</td><td>3 error</td><td>4 High</td><td>8</td></tr>
 * <tr><td>medium</td><td>4 warning</td><td>3 Medium</td><td>5</td></tr>
 * <tr><td>low</td><td>5 notice</td><td>2 Low</td><td>3</td></tr>
 * <tr><td>none</td><td>6 informational</td><td>1 Informational</td><td>1</td></tr>
 * </table>
 */
enum Grade {
  INFORMATIONAL(6, 1, "Informational", 1),
  LOW(5, 2, "Low", 3),
  MEDIUM(4, 3, "Medium", 5),
  HIGH(3, 4, "High", 8),
  CRITICAL(2, 5, "Critical", 10);

  final int syslog;
  final int ocsf;
  final String ocsfName;
  final int ofTen;

  Grade(int syslog, int ocsf, String ocsfName, int ofTen) {
    this.syslog = syslog;
    this.ocsf = ocsf;
    this.ocsfName = ocsfName;
    this.ofTen = ofTen;
  }

  static Grade of(@Nullable Severity severity) {
    if (severity == null) {
      return INFORMATIONAL;
    }
    return switch (severity) {
      case LOW -> LOW;
      case MEDIUM -> MEDIUM;
      case HIGH -> HIGH;
      case CRITICAL -> CRITICAL;
    };
  }
}
