package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SplayTest {
  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private static Duration of(int machine) {
    return new Splay(new UUID(0x9e3779b97f4a7c15L * machine, ~machine).toString()).of(INTERVAL);
  }

  @Test
  void is_the_same_in_every_life() {
    assertEquals(of(1), of(1));
  }

  @Test
  void is_between_a_tenth_of_the_interval_and_all_of_it() {
    for (int machine = 0; machine < 1_000; machine++) {
      Duration splay = of(machine);
      assertTrue(splay.compareTo(INTERVAL.dividedBy(10)) >= 0, splay::toString);
      assertTrue(splay.compareTo(INTERVAL) <= 0, splay::toString);
    }
  }

  @Test
  void only_the_first_interval_is_shorter() {
    for (int machine = 0; machine < 100; machine++) {
      Splay splay = new Splay(Integer.toHexString(machine));
      assertEquals(splay.of(INTERVAL), splay.after(true, INTERVAL));
      assertEquals(INTERVAL, splay.after(false, INTERVAL));
    }
  }

  @Test
  void spreads_a_fleet_evenly() {
    int[] minutes = new int[31];
    for (int machine = 0; machine < 2_700; machine++) {
      minutes[(int) of(machine).toMinutes()]++;
    }
    // a hundred are to be expected in each minute
    for (int minute = 3; minute < 30; minute++) {
      int there = minutes[minute];
      assertTrue(there > 50 && there < 150, there + " in minute " + minute);
    }
  }
}
