package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void every_command_and_option_is_completed(String shell) {
    Machine.Run run = Machine.run("completion", shell);
    assertEquals(0, run.status(), run::toString);
    for (Command command : Commands.all()) {
      for (String word : command.name().split(" ", -1)) {
        assertTrue(run.out().contains(word), word);
      }
      Syntax syntax = new Syntax();
      command.describe(syntax);
      for (Syntax.Option option : syntax.options()) {
        String name = shell.equals("fish") ? option.name().replaceAll("^-+", " ") : option.name();
        assertTrue(run.out().contains(name), option.name());
      }
    }
  }

  @Test
  void another_shell_is_refused() {
    Machine.Run run = Machine.run("completion", "tcsh");
    assertEquals(64, run.status());
    assertTrue(run.err().contains("'tcsh': bash, zsh, fish"), run.err());
  }

  /** What a shell would say to {@code words}, the last of which is being typed. */
  private static String bash(String... words) throws Exception {
    StringBuilder script = new StringBuilder(Machine.run("completion", "bash").out());
    script.append("COMP_WORDS=(sbom-agent");
    for (String word : words) {
      script.append(" '").append(word).append('\'');
    }
    script.append("); COMP_CWORD=").append(words.length);
    script.append("; _sbom_agent; echo \"${COMPREPLY[*]}\"\n");
    Process shell =
        new ProcessBuilder("bash", "-ec", script.toString()).redirectErrorStream(true).start();
    return new String(
            shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .strip();
  }

  @Test
  void bash_completes_the_word_at_hand() throws Exception {
    assertEquals("check config completion", bash("c"));
    assertEquals("check show", bash("config", ""));
    assertEquals("--golden", bash("verify", "--gol"));
    assertEquals("json", bash("check", "--format", "j"));
    assertEquals("zsh", bash("completion", "z"));
    // a file: left to bash
    assertEquals("", bash("check", "--golden", ""));
  }
}
