package dev.sbomagent.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sbomagent.json.Fields;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch Logs and Security Hub in this process, stricter than AWS: whatever is beyond a
 * documented limit is refused, and faults come as they are scripted. Its answers are dated by the
 * real clock, whatever clock it keeps its limits by.
 */
public final class FakeAws implements AutoCloseable {
  /** A request that came in: the operation, and its body. */
  public record Call(String operation, String body) {}

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final Deque<FakeFault> script = new ConcurrentLinkedDeque<>();
  private final FakeImds imds;

  private volatile FakeImds.@Nullable Keys expired;

  public final FakeLogs logs;
  public final FakeHub hub;

  /** All requests, in their order. */
  public final List<Call> calls = new CopyOnWriteArrayList<>();

  /** While set, every call fares so. */
  public volatile @Nullable FakeFault outage;

  /** How far the clock that judges signatures is from ours. */
  volatile Duration skew = Duration.ZERO;

  public FakeAws(Clock clock, FakeImds imds) throws IOException {
    this(clock, imds, HttpServer.create(), "http");
  }

  /** One over TLS. */
  public FakeAws(Clock clock, FakeImds imds, SSLContext tls) throws IOException {
    this(clock, imds, overTls(tls), "https");
  }

  private static HttpServer overTls(SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return server;
  }

  private FakeAws(Clock clock, FakeImds imds, HttpServer server, String scheme) throws IOException {
    this.imds = imds;
    this.server = server;
    this.scheme = scheme;
    logs = new FakeLogs(clock);
    hub = new FakeHub(clock, imds);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next calls fare so, one after the other. */
  public void script(FakeFault... faults) {
    script.addAll(List.of(faults));
  }

  /** The session that was used until now is over; the metadata service hands out another. */
  void expire() {
    expired = imds.keys();
    imds.renew();
  }

  /** Waits for a call that hangs. */
  void awaitHanging() {
    try {
      hanging.await();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean forLogs = exchange.getRequestHeaders().containsKey("X-Amz-Target");
      FakeFault next = script.poll();
      FakeFault fault = next == null ? outage : next;
      if (fault == FakeFault.HANG) {
        hanging.countDown();
        closed.await();
      }
      if (fault == FakeFault.RESET_BEFORE || fault == FakeFault.HANG) {
        return;
      }
      FakeAnswer answer = fault == null ? null : fault.answer(forLogs);
      if (answer == null) {
        answer = served(exchange, body, forLogs);
      }
      if (fault != FakeFault.RESET_AFTER) {
        send(exchange, answer, fault == FakeFault.TRUNCATED_JSON);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private FakeAnswer served(HttpExchange exchange, byte[] body, boolean forLogs) {
    try {
      FakeImds.Keys old = expired;
      if (old != null
          && old.token().equals(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"))) {
        throw new FakeRefusal(403, "ExpiredTokenException", "The security token is expired");
      }
      FakeSigV4.check(exchange, body, imds.keys(), forLogs ? "logs" : "securityhub", skew);
      String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
      Fields request = Fields.parse(body, JsonLimits.ofBytes(16 << 20));
      String operation =
          forLogs
              ? exchange.getRequestHeaders().getFirst("X-Amz-Target")
              : exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      calls.add(new Call(operation, text));
      return forLogs
          ? logs.answer(operation, request)
          : hub.answer(operation, body.length, request);
    } catch (FakeRefusal refusal) {
      return refusal.answer();
    } catch (JsonException malformed) {
      return FakeAnswer.error(
          400, "SerializationException", String.valueOf(malformed.getMessage()));
    }
  }

  private void send(HttpExchange exchange, FakeAnswer answer, boolean truncated)
      throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.bytes();
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes, 0, truncated ? bytes.length / 2 : bytes.length);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
