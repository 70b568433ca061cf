package dev.sbomagent.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.daemon.Impairment.Kind;
import dev.sbomagent.inventory.Host;
import dev.sbomagent.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelfCheckTest {
  private static final String EVERYBODY = "         0          0 4294967295\n";
  private static final String NO_RIGHT =
      "not every file can be read without CAP_DAC_READ_SEARCH or root";
  private static final String NAMESPACE =
      "not every file can be read in a user namespace of its own";

  @Test
  void one_of_two_capabilities_is_enough() {
    assertEquals(List.of(), sight("0000000000000004", EVERYBODY));
    assertEquals(List.of(), sight("0000000000000002", EVERYBODY));
    assertEquals(List.of(), sight("000001ffffffffff", EVERYBODY));
    assertEquals(List.of(NO_RIGHT), sight("0000000000000000", EVERYBODY));
    assertEquals(List.of(NO_RIGHT), sight("fffffffffffffff9", EVERYBODY));
    assertEquals(List.of(NO_RIGHT), sight("", EVERYBODY));
  }

  @Test
  void capabilities_in_a_name_space_of_one_user_are_none() {
    assertEquals(List.of(NAMESPACE), sight("4", " 0 0 1\n 997 997 1\n"));
    assertEquals(List.of(NAMESPACE), sight("4", ""));
    // a container's: all that it has belongs to these
    assertEquals(List.of(), sight("4", " 0 100000 65536\n"));
  }

  @Test
  void a_process_that_could_start_programs_says_why() {
    Optional<String> why = Optional.of("the kernel refuses");
    SelfCheck check = new SelfCheck(Host.at(Path.of("/")), Path.of("/somewhere/else"), why, false);
    assertEquals(
        List.of(new Impairment(Kind.UNCONFINED, "it could start programs: the kernel refuses")),
        check.look());
  }

  @Test
  void the_worst_decides_how_grave_it_is() {
    Impairment low = new Impairment(Kind.UNCONFINED, "a");
    Impairment high = new Impairment(Kind.BLINDED, "b");
    Announcer.Words words = Impairment.words(List.of(low, high));
    assertEquals(Severity.HIGH, words.severity());
    assertEquals("the agent is unconfined: a; blinded: b", words.message());
  }

  @Test
  void a_minute_too_long_is_starvation_and_said_once_an_hour() {
    Starvation starvation = new Starvation();
    assertEquals(Optional.empty(), starvation.judge("a check", seconds(64), seconds(5), 0));
    assertEquals(
        Optional.of(new Impairment(Kind.STARVED, "a check took 66 s, 5 s would do")),
        starvation.judge("a check", seconds(66), seconds(5), 0));
    assertEquals(
        Optional.empty(),
        starvation.judge("a check", seconds(66), seconds(5), seconds(3599).toNanos()));
    assertEquals(
        true,
        starvation.judge("a check", seconds(66), seconds(5), seconds(3600).toNanos()).isPresent());
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  private static List<String> sight(String capabilities, String users) {
    List<Impairment> all = new ArrayList<>();
    SelfCheck.sight(all, capabilities, users);
    return all.stream().map(Impairment::what).toList();
  }
}
