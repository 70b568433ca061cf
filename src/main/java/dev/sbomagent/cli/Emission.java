package dev.sbomagent.cli;

import dev.sbomagent.drift.Scope;
import dev.sbomagent.report.Report;
import dev.sbomagent.report.ReportJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Sends what a command says to where its formats go. */
final class Emission {
  /** What a command says, in one form. */
  interface Form {
    void write(Format format, OutputStream out) throws IOException;
  }

  private final Invocation call;
  private final List<Format> formats;

  Emission(Invocation call, List<Format> formats) {
    this.call = call;
    this.formats = formats;
  }

  void report(Report report, Scope scope, boolean superuser) throws Refusal {
    send(
        (format, out) -> {
          switch (format.kind()) {
            case TABLE ->
                out.write(
                    new TableReport(report, scope, superuser, call.style(format))
                        .text()
                        .getBytes(StandardCharsets.UTF_8));
            case JSON -> ReportJson.document(report, out);
            case NDJSON -> ReportJson.lines(report, out);
          }
        });
  }

  void send(Form form) throws Refusal {
    for (Format format : formats) {
      Path file = format.file();
      if (file != null) {
        ReportFile.write(file, out -> form.write(format, out));
      } else if (!call.flag("--quiet")) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try {
          form.write(format, whole);
        } catch (IOException impossible) {
          throw new IllegalStateException("memory cannot fail", impossible);
        }
        call.terminal().out().write(whole.toByteArray());
      }
    }
  }
}
