package dev.sbomagent.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SteadyReadTest {
  private final List<Long> pauses = new ArrayList<>();

  private interface Reading<T> {
    T read() throws MalformedException;
  }

  private <T> T read(List<String> tokens, Reading<T> reading) throws Exception {
    Iterator<String> token = tokens.iterator();
    return SteadyRead.of(
        "/db",
        new SteadyRead.Database<T>() {
          @Override
          public String token() {
            return token.next();
          }

          @Override
          public T read() throws MalformedException {
            return reading.read();
          }
        },
        pauses::add);
  }

  @Test
  void a_reading_between_equal_tokens_counts() throws Exception {
    assertEquals("x", read(List.of("1", "1"), () -> "x"));
    assertEquals(List.of(), pauses);
  }

  @Test
  void a_reading_during_a_write_is_thrown_away_whatever_it_says() throws Exception {
    Iterator<String> readings = List.of("torn", "", "whole").iterator();
    Reading<String> attempt =
        () -> {
          String reading = readings.next();
          if (reading.isEmpty()) {
            throw new MalformedException("half a line");
          }
          return reading;
        };
    assertEquals("whole", read(List.of("1", "2", "2", "3", "3", "3"), attempt));
    assertEquals(List.of(200L, 400L), pauses);
  }

  @Test
  void a_refusal_of_a_still_database_counts_at_once() {
    MalformedException refused =
        assertThrows(
            MalformedException.class,
            () ->
                read(
                    List.of("1", "1"),
                    () -> {
                      throw new MalformedException("bad");
                    }));
    assertEquals("bad", refused.getMessage());
  }

  @Test
  void a_database_that_never_stands_still_is_given_up() {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tokens.add("" + i);
    }
    MalformedException refused =
        assertThrows(MalformedException.class, () -> read(tokens, () -> "x"));
    assertEquals("/db: changed while being read, 5 times", refused.getMessage());
    assertEquals(List.of(200L, 400L, 800L, 1600L), pauses);
  }
}
