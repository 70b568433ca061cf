package dev.sbomagent.sink;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A call that failed, sorted by what can be done about it. */
final class AwsFault extends Exception {
  private final Receipt receipt;

  AwsFault(Receipt receipt) {
    super(receipt.toString(), null, false, false);
    this.receipt = receipt;
  }

  /** What becomes of what was sent; {@link Receipt.Refused} when the request itself is wrong. */
  Receipt receipt() {
    return receipt;
  }

  /**
   * Sorts what the SDK throws. Its own {@code retryable()} is false for every error and its
   * throttling does not know code 400 {@code LimitExceededException}, hence by code and status.
   * Only codes that are known to blame the request do so: anything unknown is tried again.
   */
  static AwsFault of(SdkException failure) {
    if (!(failure instanceof AwsServiceException refusal)) {
      return new AwsFault(Receipt.failed(Fault.OUTAGE, text(failure)));
    }
    String reason = text(refusal);
    int status = refusal.statusCode();
    return new AwsFault(
        switch (code(refusal)) {
          case "ThrottlingException",
              "Throttling",
              "TooManyRequestsException",
              "RequestLimitExceeded",
              "LimitExceededException" ->
              Receipt.failed(Fault.THROTTLED, reason);
          case "OperationAbortedException", "RequestTimeout", "RequestTimeoutException" ->
              Receipt.failed(Fault.OUTAGE, reason);
          case "InvalidParameterException",
              "InvalidInputException",
              "ValidationException",
              "SerializationException" ->
              Receipt.refused(reason);
          default ->
              status == 429
                  ? Receipt.failed(Fault.THROTTLED, reason)
                  : status == 413
                      ? Receipt.refused(reason)
                      : Receipt.failed(status >= 500 ? Fault.OUTAGE : Fault.DENIED, reason);
        });
  }

  /** The error code, empty when the answer was not the service's. */
  static String code(AwsServiceException refusal) {
    return refusal.awsErrorDetails() == null || refusal.awsErrorDetails().errorCode() == null
        ? ""
        : refusal.awsErrorDetails().errorCode();
  }

  private static String text(SdkException failure) {
    String message = failure.getMessage();
    if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
      message = refusal.awsErrorDetails().errorMessage();
    }
    String what = failure instanceof AwsServiceException refusal ? code(refusal) : "";
    return (what.isEmpty() ? failure.getClass().getSimpleName() : what) + ": " + message;
  }
}
