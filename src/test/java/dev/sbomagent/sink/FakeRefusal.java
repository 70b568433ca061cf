package dev.sbomagent.sink;

/** A request that the service refuses. */
final class FakeRefusal extends RuntimeException {
  private final transient FakeAnswer answer;

  FakeRefusal(int status, String code, String message) {
    super(code + ": " + message);
    this.answer = FakeAnswer.error(status, code, message);
  }

  FakeAnswer answer() {
    return answer;
  }
}
