package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An instance metadata service that answers with tokens only (EC2 User Guide, "Use IMDSv2"), and
 * never to what came through a proxy.
 */
public final class FakeImds implements AutoCloseable {
  /** How it behaves. */
  public enum Mood {
    WELL,
    /** Takes connections and never answers. */
    HANGS,
    /** No token is to be had. */
    FORBIDS,
    /** Answers with more than anybody asked for. */
    FLOODS,
    /** Answers with something else. */
    BABBLES,
    /** Sends the asker elsewhere. */
    REDIRECTS
  }

  /** What a role's session signs with. */
  record Keys(String id, String secret, String token, String region) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final AtomicInteger session = new AtomicInteger(1);

  final List<String> asked = new CopyOnWriteArrayList<>();
  public volatile Mood mood = Mood.WELL;
  volatile boolean hasRole = true;
  volatile String region = "eu-west-1";
  volatile String account = "123456789012";
  volatile String instance = "i-0123456789abcdef0";

  /** Of the instance; null when its metadata do not show them. */
  volatile @Nullable Map<String, String> tags;

  public FakeImds() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The keys of the role's present session. */
  Keys keys() {
    return new Keys("ASIA" + session, "secret" + session, "token+/" + session, region);
  }

  /** Ends the session: its keys are no good any more. */
  void renew() {
    session.incrementAndGet();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    try {
      switch (mood) {
        case WELL -> answer(exchange, path);
        case HANGS -> closed.await();
        case FORBIDS -> send(exchange, 403, "");
        case FLOODS -> send(exchange, 200, "x".repeat(1_000_000));
        case BABBLES -> send(exchange, 200, "{\"region\":[1,2");
        case REDIRECTS -> {
          exchange.getResponseHeaders().set("Location", endpoint() + "/elsewhere");
          send(exchange, 307, "");
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    if (exchange.getRequestHeaders().containsKey("X-Forwarded-For")) {
      send(exchange, 403, "");
    } else if (path.equals("/latest/api/token")) {
      token(exchange);
    } else if (!exchange.getRequestMethod().equals("GET")) {
      send(exchange, 405, "");
    } else if (!tokens.contains(
        String.valueOf(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token")))) {
      send(exchange, 401, "");
    } else {
      String text = text(path);
      send(exchange, text == null ? 404 : 200, text == null ? "" : text);
    }
  }

  private void token(HttpExchange exchange) throws IOException {
    String ttl = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token-ttl-seconds");
    if (!exchange.getRequestMethod().equals("PUT")
        || ttl == null
        || !ttl.matches("[0-9]{1,5}")
        || Integer.parseInt(ttl) < 1
        || Integer.parseInt(ttl) > 21600) {
      send(exchange, 400, "");
      return;
    }
    String token = "token" + tokens.size() + "==";
    tokens.add(token);
    send(exchange, 200, token);
  }

  private @Nullable String text(String path) {
    String tagsAt = "/latest/meta-data/tags/instance/";
    String rolesAt = "/latest/meta-data/iam/security-credentials/";
    if (path.equals("/latest/dynamic/instance-identity/document")) {
      return document();
    }
    Map<String, String> shown = tags;
    if (path.startsWith(tagsAt) && shown != null) {
      String key = java.net.URLDecoder.decode(path.substring(tagsAt.length()), UTF_8);
      return key.isEmpty() ? String.join("\n", new TreeMap<>(shown).keySet()) : shown.get(key);
    }
    if (path.equals(rolesAt) && hasRole) {
      return "agent-role";
    }
    if (path.equals(rolesAt + "agent-role") && hasRole) {
      Keys keys = keys();
      return "{\"Code\":\"Success\",\"Type\":\"AWS-HMAC\",\"LastUpdated\":\"2026-11-22T00:00:00Z\""
          + (",\"AccessKeyId\":\"" + keys.id() + "\",\"SecretAccessKey\":\"" + keys.secret())
          + ("\",\"Token\":\"" + keys.token() + "\",\"Expiration\":\"")
          + Instant.now().plusSeconds(6 * 3600)
          + "\"}";
    }
    return null;
  }

  private String document() {
    return "{\n  \"accountId\" : \""
        + account
        + "\",\n  \"architecture\" : \"x86_64\",\n  \"availabilityZone\" : \""
        + region
        + "a\",\n  \"billingProducts\" : null,\n  \"devpayProductCodes\" : null,\n"
        + "  \"imageId\" : \"ami-0123456789abcdef0\",\n  \"instanceId\" : \""
        + instance
        + "\",\n  \"instanceType\" : \"t3.small\",\n  \"kernelId\" : null,\n"
        + "  \"pendingTime\" : \"2026-11-20T08:00:00Z\",\n  \"privateIp\" : \"10.0.0.7\",\n"
        + "  \"ramdiskId\" : null,\n  \"region\" : \""
        + region
        + "\",\n  \"version\" : \"2017-09-30\"\n}";
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
