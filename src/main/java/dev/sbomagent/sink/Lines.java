package dev.sbomagent.sink;

import dev.sbomagent.report.Parcel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event is written down: a line that tells all but the changes, then one for each listed
 * change, in their order. Pure; for any thread.
 *
 * <p>Values were chosen by whoever named a package or a file. Each is escaped for its layout, so
 * that none can forge a field or a line; none holds a control character, see {@link
 * dev.sbomagent.report.PlainText}.
 */
interface Lines {
  /**
   * No line has more bytes of UTF-8. With the 500 that a transport may put before it, it stays
   * below the 8 KiB at which rsyslog cuts a record.
   */
  int MAX_BYTES = 7_500;

  /** What a transport may put before a line, in bytes. */
  int MAX_HEADER_BYTES = 500;

  /**
   * The lines, without line feeds.
   *
   * @param cloud where the machine is; null off AWS, or not known yet
   */
  List<String> of(Parcel parcel, @Nullable Cloud cloud);

  /** The lines of a layout. */
  static Lines of(SinkSettings.Layout layout) {
    return switch (layout) {
      case NATIVE -> new NativeLines();
      case OCSF -> new OcsfLines();
      case ECS -> new EcsLines();
      case CEF -> new CefLines();
      case LEEF -> new LeefLines();
    };
  }
}
