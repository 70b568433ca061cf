package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.report.EventType;
import dev.sbomagent.report.Parcel;
import dev.sbomagent.report.Sink;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSyslogSinkTest extends SinkContract {
  @TempDir Path folder;
  private @Nullable DatagramDaemon daemon;

  @Override
  SinkSettings settings() {
    return new SinkSettings.LocalSyslog(
        "syslog", folder.resolve("log"), SinkSettings.Layout.NATIVE, 10);
  }

  @Override
  void open() {
    daemon = new DatagramDaemon(folder.resolve("log"));
  }

  @Override
  @AfterEach
  void vanish() throws Exception {
    if (daemon != null) {
      daemon.close();
      daemon = null;
    }
  }

  @Override
  List<String> records(int count) throws InterruptedException {
    List<String> records = new ArrayList<>();
    while (records.size() < count && daemon != null) {
      records.add(new String(daemon.next(), UTF_8));
    }
    return records;
  }

  @Override
  String again() {
    return "\"again\":true";
  }

  @Test
  void a_record_is_as_syslog_3_writes_it() throws Exception {
    open();
    try (Sink sink = sink()) {
      Parcel parcel = Parcels.of(EventType.AGENT_START);
      assertEquals(delivered(1), sink.deliver(List.of(parcel)));
      long pid = ProcessHandle.current().pid();
      assertEquals(
          List.of("<86>sbom-agent[" + pid + "]: " + new NativeLines().of(parcel, null).get(0)),
          records(1));
    }
  }
}
