package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** An HTTP answer. */
record FakeAnswer(int status, Map<String, String> headers, String body) {

  static FakeAnswer ok(String json) {
    return new FakeAnswer(200, Map.of("Content-Type", "application/x-amz-json-1.1"), json);
  }

  /** An error as services of both protocols tell it. */
  static FakeAnswer error(int status, String code, String message) {
    String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"");
    return new FakeAnswer(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", code),
        "{\"__type\":\"" + code + "\",\"message\":\"" + quoted + "\"}");
  }

  byte[] bytes() {
    return body.getBytes(UTF_8);
  }
}
