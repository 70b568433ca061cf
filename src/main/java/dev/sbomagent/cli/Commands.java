package dev.sbomagent.cli;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The commands, and how one is found and started. */
final class Commands {
  private static final String NAME = "sbom-agent";

  private Commands() {}

  /** Every command, in the order of the help. */
  static List<Command> all() {
    return List.of(
        new CheckCommand(),
        new VerifyCommand(),
        new InventoryCommand(),
        new DiffCommand(),
        new BaselineCommand(),
        new KeygenCommand(),
        new SignCommand(),
        new RunCommand(),
        new ShipCommand(),
        new StatusCommand(),
        new ConfigCheckCommand(),
        new ConfigShowCommand(),
        new CompletionCommand());
  }

  static int run(Terminal terminal, Clock clock, String... args) throws Refusal {
    if (args.length == 0) {
      terminal.err().print(Help.overview(all()));
      return Exit.USAGE;
    }
    if (args[0].equals("--help") || args[0].equals("-h") || args[0].equals("help")) {
      terminal.print(Help.overview(all()));
      return Exit.OK;
    }
    if (args[0].equals("--version")) {
      terminal.print(NAME + " " + Version.current() + "\n");
      return Exit.OK;
    }
    int words = args[0].equals("config") && args.length > 1 ? 2 : 1;
    if (words == 2 && args[1].equals("--help")) {
      terminal.print(Help.overview(all()));
      return Exit.OK;
    }
    String name = words == 2 ? args[0] + " " + args[1] : args[0];
    Optional<Command> command = named(name);
    if (command.isEmpty()) {
      throw Refusal.usage(unknown(name));
    }
    return start(command.get(), terminal, clock, Arrays.copyOfRange(args, words, args.length));
  }

  // by name, so that only the classes of the command at hand are loaded
  private static Optional<Command> named(String name) {
    return switch (name) {
      case "check" -> Optional.of(new CheckCommand());
      case "verify" -> Optional.of(new VerifyCommand());
      case "inventory" -> Optional.of(new InventoryCommand());
      case "diff" -> Optional.of(new DiffCommand());
      case "baseline" -> Optional.of(new BaselineCommand());
      case "keygen" -> Optional.of(new KeygenCommand());
      case "sign" -> Optional.of(new SignCommand());
      case "run" -> Optional.of(new RunCommand());
      case "ship" -> Optional.of(new ShipCommand());
      case "status" -> Optional.of(new StatusCommand());
      case "config check" -> Optional.of(new ConfigCheckCommand());
      case "config show" -> Optional.of(new ConfigShowCommand());
      case "completion" -> Optional.of(new CompletionCommand());
      default -> Optional.empty();
    };
  }

  private static int start(Command command, Terminal terminal, Clock clock, String[] args)
      throws Refusal {
    Syntax syntax = new Syntax();
    command.describe(syntax);
    syntax.common();
    List<String> words = Arrays.asList(args);
    if (words.contains("--help")) {
      terminal.print(Help.of(picocli(command, syntax)));
      return Exit.OK;
    }
    if (words.contains("--version")) {
      terminal.print(NAME + " " + Version.current() + "\n");
      return Exit.OK;
    }
    Optional<Arguments> plain = Arguments.plain(syntax, args);
    Arguments arguments = plain.isPresent() ? plain.get() : picocli(command, syntax).parse(args);
    return command.run(new Invocation(terminal, clock, arguments));
  }

  private static Picocli picocli(Command command, Syntax syntax) {
    return new Picocli(NAME + " " + command.name(), command.summary(), syntax);
  }

  private static String unknown(String name) {
    if (name.equals("config")) {
      return "config does nothing by itself: config check, or config show";
    }
    String near = Nearest.of(name, all().stream().map(Command::name).toList()).orElse("");
    return (name.startsWith("-") ? "unknown option '" : "unknown command '")
        + name
        + "'"
        + (near.isEmpty() ? "" : "; did you mean '" + near + "'?");
  }

  /** Texts of the help. */
  static final class Help {
    private static final String EXIT_STATUS =
        """

        Exit status:
           0  in sync, or plain success
           1  internal error, or the report could not be written
           2  drifted
           3  untrusted: the golden is not accepted
           4  inconclusive: something that decides could not be checked
          64  usage
          78  configuration
        """;

    private Help() {}

    static String overview(List<Command> commands) {
      StringBuilder text =
          new StringBuilder("Compares a machine with the signed SBOM of its golden image.\n\n");
      text.append("Usage: ").append(NAME).append(" COMMAND [OPTION]...\n\n");
      for (Command command : commands) {
        text.append("  ").append(command.name());
        text.append(" ".repeat(Math.max(1, 14 - command.name().length())));
        text.append(command.summary()).append('\n');
      }
      text.append(EXIT_STATUS);
      return text.append("\nMore: ").append(NAME).append(" COMMAND --help\n").toString();
    }

    static String of(Picocli command) {
      return command.help() + EXIT_STATUS;
    }
  }
}
