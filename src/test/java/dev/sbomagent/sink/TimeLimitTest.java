package dev.sbomagent.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  @Test
  void what_takes_too_long_is_closed() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(2);
    try (TimeLimit limit = new TimeLimit(Duration.ofMillis(20))) {
      limit.watch(closed::countDown);
      while (!limit.isOver()) {
        Thread.onSpinWait();
      }
      // and what is only then begun
      limit.watch(closed::countDown);
      assertTrue(closed.await(20, TimeUnit.SECONDS));
    }
  }

  @Test
  void what_is_done_in_time_is_left_alone() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    TimeLimit limit = new TimeLimit(Duration.ofMillis(50));
    limit.watch(closed::countDown);
    limit.close();
    limit.close();
    assertTrue(!closed.await(200, TimeUnit.MILLISECONDS));
    assertEquals(false, limit.isOver());
  }
}
