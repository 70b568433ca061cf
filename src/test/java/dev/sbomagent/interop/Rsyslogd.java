package dev.sbomagent.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real rsyslogd without privileges, in the foreground, that writes each record it takes as a line
 * of JSON with all it made of it. Records are written before they are acknowledged.
 */
final class Rsyslogd {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    Tool.of(Path.of(System.getProperty("user.dir"), "src/interop/tools").toString()).must();
  }

  private static final String[] PROPERTIES = {
    "input:inputname", "pri:pri", "ver:protocol-version", "host:hostname", "app:app-name",
    "procid:procid", "msgid:msgid", "sd:structured-data", "msg:msg", "raw:rawmsg"
  };

  private final Path folder;
  final int udp;
  final int tcp;
  final int tls;
  final int relp;
  final int relpTls;
  private @Nullable Process process;

  /**
   * One that is not started yet, at ports of its own.
   *
   * @param folder where nobody may write and everybody may come
   */
  Rsyslogd(Path folder, Path ca, Authority.Issued shows) {
    this.folder = folder;
    int[] ports = freePorts(5);
    udp = ports[0];
    tcp = ports[1];
    tls = ports[2];
    relp = ports[3];
    relpTls = ports[4];
    Tool.write(folder.resolve("rsyslog.conf"), configuration(ca, shows));
    Tool.of("chmod", "a+r", shows.key().toString()).must();
    Tool.of("chown", "-R", "nobody:nogroup", folder.toString()).must();
    Tool.of("rsyslogd", "-N1", "-f", folder.resolve("rsyslog.conf").toString()).must();
  }

  private static int[] freePorts(int count) {
    int[] ports = new int[count];
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket(0);
        held.add(socket);
        ports[i] = socket.getLocalPort();
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return ports;
  }

  Path devLog() {
    return folder.resolve("log");
  }

  private String configuration(Path ca, Authority.Issued shows) {
    StringBuilder text = new StringBuilder();
    text.append("global(workDirectory=\"").append(folder).append("\" maxMessageSize=\"64k\"\n");
    text.append("  defaultNetstreamDriverCAFile=\"").append(ca).append("\"\n");
    text.append("  defaultNetstreamDriverCertFile=\"").append(shows.certificate()).append("\"\n");
    text.append("  defaultNetstreamDriverKeyFile=\"").append(shows.key()).append("\")\n");
    text.append("module(load=\"imuxsock\" SysSock.Use=\"off\")\n");
    text.append("module(load=\"imudp\")\nmodule(load=\"imptcp\")\n");
    text.append("module(load=\"imrelp\" tls.tlslib=\"openssl\")\n");
    text.append("module(load=\"imtcp\" StreamDriver.Name=\"ossl\" StreamDriver.Mode=\"1\"");
    text.append(" StreamDriver.AuthMode=\"x509/certvalid\")\n");
    text.append("template(name=\"json\" type=\"list\" option.jsonf=\"on\") {\n");
    for (String property : PROPERTIES) {
      int colon = property.indexOf(':');
      text.append("  property(outname=\"").append(property, 0, colon);
      text.append("\" name=\"")
          .append(property.substring(colon + 1))
          .append("\" format=\"jsonf\")\n");
    }
    text.append("  property(outname=\"ts\" name=\"timereported\" dateFormat=\"rfc3339\"");
    text.append(" format=\"jsonf\")\n}\n");
    text.append("ruleset(name=\"all\" queue.type=\"Direct\") {\n  action(type=\"omfile\" file=\"");
    text.append(records())
        .append("\" template=\"json\" flushOnTXEnd=\"on\" asyncWriting=\"off\")\n}\n");
    input(
        text,
        "imuxsock",
        "Socket=\""
            + devLog()
            + "\" CreatePath=\"on\" Unlink=\"on\""
            + " RateLimit.Interval=\"0\" UseSpecialParser=\"on\" ParseHostname=\"off\"");
    input(text, "imudp", local(udp) + " RateLimit.Interval=\"0\"");
    input(text, "imptcp", local(tcp) + " SupportOctetCountedFraming=\"on\"");
    input(text, "imtcp", local(tls));
    input(text, "imrelp", local(relp) + " MaxDataSize=\"64k\"");
    input(
        text,
        "imrelp",
        local(relpTls)
            + " MaxDataSize=\"64k\" tls=\"on\" tls.authMode=\"certvalid\" tls.cacert=\""
            + ca
            + "\" tls.mycert=\""
            + shows.certificate()
            + "\" tls.myprivkey=\""
            + shows.key()
            + "\"");
    text.append("*.* action(type=\"omfile\" file=\"").append(folder).append("/own\")\n");
    return text.toString();
  }

  private static String local(int port) {
    return "address=\"127.0.0.1\" port=\"" + port + "\"";
  }

  private static void input(StringBuilder text, String type, String rest) {
    text.append("input(type=\"").append(type).append("\" ruleset=\"all\" ").append(rest);
    text.append(")\n");
  }

  private Path records() {
    return folder.resolve("records");
  }

  /** Starts it; returns when it listens. */
  Rsyslogd start() {
    try {
      process =
          new ProcessBuilder(
                  "setpriv",
                  "--reuid=nobody",
                  "--regid=nogroup",
                  "--clear-groups",
                  "rsyslogd",
                  "-n",
                  "-f",
                  folder.resolve("rsyslog.conf").toString(),
                  "-i",
                  folder.resolve("pid").toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()))
              .start();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    for (int port : new int[] {tcp, tls, relp, relpTls}) {
      until("listening at " + port, () -> answers(port));
    }
    until("listening at " + devLog(), () -> Files.exists(devLog()));
    return this;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGKILL, waited for. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      try {
        if (!running.waitFor(20, TimeUnit.SECONDS)) {
          throw new AssertionError("still there: " + running.pid());
        }
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
      process = null;
    }
  }

  void signal(String name) {
    Process running = process;
    if (running != null) {
      Tool.of("kill", "-" + name, String.valueOf(running.pid())).must();
    }
  }

  /** Kills it as soon as it has written so many more bytes of records. */
  Thread killInTheMidst(long bytes) {
    long enough = size() + bytes;
    Thread killer =
        new Thread(
            () -> {
              while (size() < enough) {
                Thread.onSpinWait();
              }
              kill();
            });
    killer.start();
    return killer;
  }

  private long size() {
    return records().toFile().length();
  }

  private interface Question {
    boolean holds() throws IOException;
  }

  private void until(String what, Question question) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    try {
      while (!question.holds()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "not " + what + "\n" + new String(Files.readAllBytes(folder.resolve("said")), UTF_8));
        }
        Tool.of("sleep", "0.05").must();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** All records so far, once there are so many. */
  List<JsonNode> records(int count) {
    List<JsonNode> records = new ArrayList<>();
    until(
        "so many records: " + count,
        () -> {
          records.clear();
          if (Files.exists(records())) {
            String text = Files.readString(records());
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
              // a kill tears a record that was not acknowledged; the next one follows right behind
              records.add(MAPPER.readTree(line.substring(line.lastIndexOf("{\"input\":"))));
            }
          }
          return records.size() >= count;
        });
    return records;
  }
}
