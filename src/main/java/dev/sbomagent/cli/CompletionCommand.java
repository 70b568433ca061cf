package dev.sbomagent.cli;

import java.util.ArrayList;
import java.util.List;

/** Prints what a shell needs to complete our commands and options. */
final class CompletionCommand implements Command {
  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String summary() {
    return "Print the completions of a shell: bash, zsh or fish";
  }

  @Override
  public void describe(Syntax syntax) {
    syntax.operand("SHELL", "bash, zsh or fish");
  }

  @Override
  public int run(Invocation call) throws Refusal {
    List<Completion.Entry> entries = new ArrayList<>();
    for (Command command : Commands.all()) {
      Syntax syntax = new Syntax();
      command.describe(syntax);
      syntax.common();
      entries.add(new Completion.Entry(command.name(), command.summary(), syntax));
    }
    String shell = call.operand(0);
    call.terminal()
        .print(
            switch (shell) {
              case "bash" -> Completion.bash(entries);
              case "zsh" -> Completion.zsh(entries);
              case "fish" -> Completion.fish(entries);
              default ->
                  throw Refusal.usage("no completions for shell '" + shell + "': bash, zsh, fish");
            });
    return Exit.OK;
  }
}
