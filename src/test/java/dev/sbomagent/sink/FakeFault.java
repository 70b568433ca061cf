package dev.sbomagent.sink;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may go wrong with a call. */
public enum FakeFault {
  THROTTLING_400,
  THROTTLING_429,
  LIMIT_EXCEEDED_400,
  UNAVAILABLE_503_HTML,
  ERROR_500,
  /** The connection ends before anything happened. */
  RESET_BEFORE,
  /** All was done and nobody is told. */
  RESET_AFTER,
  /** As long as it takes. */
  HANG,
  /** All was done; the answer breaks off. */
  TRUNCATED_JSON,
  NOT_SUBSCRIBED_401,
  DENIED_403,
  UNKNOWN_400,
  INVALID_400;

  /** The answer; null for those that are none. */
  @Nullable FakeAnswer answer(boolean logs) {
    return switch (this) {
      case THROTTLING_400 -> FakeAnswer.error(400, "ThrottlingException", "Rate exceeded");
      case THROTTLING_429 -> FakeAnswer.error(429, "TooManyRequestsException", "Too Many Requests");
      case LIMIT_EXCEEDED_400 -> FakeAnswer.error(400, "LimitExceededException", "Limit exceeded");
      case UNAVAILABLE_503_HTML ->
          new FakeAnswer(
              503, Map.of("Content-Type", "text/html"), "<html><body>Service Unavailable</body>");
      case ERROR_500 -> FakeAnswer.error(500, "InternalException", "Internal error");
      case NOT_SUBSCRIBED_401 ->
          FakeAnswer.error(
              401,
              "InvalidAccessException",
              "Account 123456789012 is not subscribed to AWS Security Hub");
      case DENIED_403 ->
          FakeAnswer.error(403, "AccessDeniedException", "User is not authorized to perform this");
      case UNKNOWN_400 -> FakeAnswer.error(400, "BrandNewException", "nobody knows");
      case INVALID_400 ->
          FakeAnswer.error(
              400, logs ? "InvalidParameterException" : "InvalidInputException", "scripted");
      case RESET_BEFORE, RESET_AFTER, HANG, TRUNCATED_JSON -> null;
    };
  }
}
