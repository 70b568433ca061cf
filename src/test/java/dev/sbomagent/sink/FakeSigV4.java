package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a request's signature: IAM User Guide, "Create a signed AWS API request". */
final class FakeSigV4 {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=(\\w+)/(\\d{8})/([a-z0-9-]+)/(\\w+)/aws4_request, "
              + "SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private FakeSigV4() {}

  /** Refuses what is not signed by these keys for this service. */
  static void check(
      HttpExchange exchange, byte[] body, FakeImds.Keys keys, String service, Duration skew) {
    Headers headers = exchange.getRequestHeaders();
    Matcher said = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
    if (!said.matches()) {
      throw new FakeRefusal(
          400, "IncompleteSignatureException", "no Authorization as it should be");
    }
    String date = String.valueOf(headers.getFirst("X-Amz-Date"));
    List<String> signed = Arrays.asList(said.group(5).split(";"));
    if (!signed.containsAll(List.of("host", "x-amz-date", "x-amz-security-token"))
        || !date.startsWith(said.group(2))) {
      throw new FakeRefusal(400, "IncompleteSignatureException", "signed: " + signed);
    }
    if (!said.group(1).equals(keys.id())
        || !keys.token().equals(headers.getFirst("X-Amz-Security-Token"))) {
      throw new FakeRefusal(403, "UnrecognizedClientException", "The security token is invalid");
    }
    if (!said.group(3).equals(keys.region()) || !said.group(4).equals(service)) {
      throw new FakeRefusal(403, "SignatureDoesNotMatch", "Credential should be scoped otherwise");
    }
    Duration off = Duration.between(TIME.parse(date, Instant::from), Instant.now().plus(skew));
    if (off.abs().compareTo(Duration.ofMinutes(5)) > 0) {
      throw new FakeRefusal(403, "InvalidSignatureException", "Signature expired: " + date);
    }
    StringBuilder canonical = new StringBuilder();
    canonical.append(exchange.getRequestMethod()).append('\n');
    canonical.append(exchange.getRequestURI().getRawPath()).append("\n\n");
    for (String name : signed) {
      canonical.append(name).append(':').append(headers.getFirst(name).strip()).append('\n');
    }
    canonical.append('\n').append(said.group(5)).append('\n').append(sha256(body));
    String scope = said.group(2) + "/" + keys.region() + "/" + service + "/aws4_request";
    String text = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n";
    byte[] key = ("AWS4" + keys.secret()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      key = mac(key, part);
    }
    String signature =
        HexFormat.of().formatHex(mac(key, text + sha256(canonical.toString().getBytes(UTF_8))));
    if (!signature.equals(said.group(6))) {
      throw new FakeRefusal(403, "InvalidSignatureException", "does not match:\n" + canonical);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
