package dev.sbomagent.sink;

import dev.sbomagent.report.Receipt;
import dev.sbomagent.report.Receipt.Fault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls with the credentials of the instance's role, one after the other. For one thread. */
final class AwsCalls<C extends SdkClient> implements AutoCloseable {
  private static final Set<String> EXPIRED =
      Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");

  /** No call begins later in a delivery: one takes up to 20 seconds, a delivery less than 60. */
  private static final long LATEST_NANOS = 35_000_000_000L;

  private final Function<AwsCredentialsProvider, C> making;
  private final Optional<URI> metadata;
  private @Nullable InstanceProfileCredentialsProvider role;
  private @Nullable C client;
  private long begun = System.nanoTime();

  /**
   * @param making makes the client
   * @param metadata the instance metadata service, when not the usual one
   */
  AwsCalls(Function<AwsCredentialsProvider, C> making, Optional<URI> metadata) {
    this.making = making;
    this.metadata = metadata;
  }

  /** A delivery begins. */
  void begin() {
    begun = System.nanoTime();
  }

  /** Calls; with fresh credentials once more when those at hand have expired. */
  <T> T call(Function<C, T> call) throws AwsFault, InterruptedException {
    try {
      return attempt(call);
    } catch (AwsServiceException refusal) {
      if (!EXPIRED.contains(AwsFault.code(refusal))) {
        throw AwsFault.of(refusal);
      }
      // The SDK neither repeats this nor forgets the credentials.
      close();
    }
    try {
      return attempt(call);
    } catch (AwsServiceException refusal) {
      throw AwsFault.of(refusal);
    }
  }

  private <T> T attempt(Function<C, T> call) throws AwsFault, InterruptedException {
    if (System.nanoTime() - begun > LATEST_NANOS) {
      throw new AwsFault(Receipt.failed(Fault.OUTAGE, "too slow, the rest is sent later"));
    }
    C ready = client();
    try {
      return apart(() -> call.apply(ready));
    } catch (SdkClientException failure) {
      throw AwsFault.of(failure);
    }
  }

  /**
   * Runs it on a thread of its own: a socket of HttpURLConnection does not heed an interrupt, and
   * the SDK swallows those that come while its timeouts interrupt as well.
   */
  private <T> T apart(Callable<T> call) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "aws");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException stop) {
      // It ends by its timeouts. The client is not used any more.
      task.cancel(true);
      client = null;
      throw stop;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private C client() throws AwsFault, InterruptedException {
    if (role == null) {
      role = AwsClients.role(metadata);
    }
    AwsCredentialsProvider provider = role;
    try {
      // asked for here so that their absence is not taken for an outage of the service; cached
      apart(provider::resolveCredentials);
    } catch (SdkException none) {
      throw new AwsFault(
          Receipt.failed(
              isUnreachable(none) ? Fault.OUTAGE : Fault.DENIED,
              "no credentials of the instance's role: " + none.getMessage()));
    }
    if (client == null) {
      client = making.apply(provider);
    }
    return client;
  }

  private static boolean isUnreachable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && !(cause instanceof FileNotFoundException)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
      client = null;
    }
    if (role != null) {
      role.close();
      role = null;
    }
  }
}
