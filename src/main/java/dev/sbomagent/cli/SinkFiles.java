package dev.sbomagent.cli;

import dev.sbomagent.daemon.StatusReport;
import dev.sbomagent.outbox.Shipper;
import dev.sbomagent.outbox.SinkStatus;
import dev.sbomagent.report.Status;
import dev.sbomagent.sink.SinkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the sinks are by the files of outbox and shipping, which know what was delivered since the
 * daemon wrote its status, and need no daemon.
 *
 * @param sinks empty when there never was an outbox
 * @param problem why they cannot be read; null when they can
 */
record SinkFiles(List<Status.Destination> sinks, @Nullable String problem) {
  SinkFiles {
    sinks = List.copyOf(sinks);
  }

  static SinkFiles read(Path root, DaemonSettings settings) {
    Path outbox = inside(root, Courier.outbox(settings));
    List<Status.Destination> sinks = new ArrayList<>();
    try {
      if (Files.exists(outbox)) {
        for (SinkSettings sink : settings.sinks()) {
          Path folder = folder(root, settings, sink.name());
          SinkStatus status = SinkStatus.read(outbox, folder, sink.name());
          sinks.add(StatusReport.destination(status, sink.guarantee()));
        }
      }
      return new SinkFiles(sinks, null);
    } catch (IOException unreadable) {
      return new SinkFiles(
          List.of(), "cannot read '" + outbox + "': " + ReportFile.words(unreadable));
    }
  }

  /** These sinks, each as the files have it; as it is where they do not tell. */
  List<Status.Destination> instead(List<Status.Destination> said) {
    List<Status.Destination> newest = new ArrayList<>();
    for (Status.Destination each : said) {
      newest.add(
          sinks.stream().filter(one -> one.name().equals(each.name())).findFirst().orElse(each));
    }
    return newest;
  }

  /** A sink's progress is in one of two folders, by who delivers to it. */
  private static Path folder(Path root, DaemonSettings settings, String sink) {
    Path local = inside(root, Courier.localFolder(settings));
    return Files.exists(Shipper.cursor(local, sink)) ? local : inside(root, settings.shipState());
  }

  private static Path inside(Path root, Path path) {
    return root.resolve(path.toString().substring(1));
  }
}
