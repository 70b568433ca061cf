package dev.sbomagent.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads arguments that are not plainly right, says what is wrong with them, and shows the help. */
final class Picocli {
  private final Syntax syntax;
  private final CommandLine line;

  /** The model of one command. */
  Picocli(String name, String summary, Syntax syntax) {
    this.syntax = syntax;
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summary);
    int index = 0;
    for (Syntax.Operand operand : syntax.operands()) {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index(String.valueOf(index++))
              .arity("1")
              .required(true)
              .type(String.class)
              .paramLabel(operand.label())
              .description(operand.description())
              .build());
    }
    for (Syntax.Option option : syntax.options()) {
      spec.addOption(option(option));
    }
    line = new CommandLine(spec).setExpandAtFiles(false).setInterpolateVariables(false);
  }

  private static OptionSpec option(Syntax.Option option) {
    OptionSpec.Builder builder =
        OptionSpec.builder(option.name()).description(option.description());
    return switch (option.arity()) {
      case FLAG -> builder.arity("0").type(boolean.class).build();
      case VALUE -> builder.arity("1").type(String.class).paramLabel(option.label()).build();
      case VALUES ->
          builder
              .arity("1")
              .type(List.class)
              .auxiliaryTypes(String.class)
              .paramLabel(option.label())
              .build();
    };
  }

  Arguments parse(String... args) throws Refusal {
    try {
      return arguments(line.parseArgs(args));
    } catch (ParameterException wrong) {
      StringBuilder message = new StringBuilder(lowerFirst(String.valueOf(wrong.getMessage())));
      if (wrong instanceof UnmatchedArgumentException unmatched) {
        List<String> near = unmatched.getSuggestions();
        if (!near.isEmpty()) {
          message.append("; did you mean ").append(String.join(" or ", near)).append('?');
        }
      }
      throw new Refusal(
          Exit.USAGE, message.toString(), "see: " + line.getCommandName() + " --help");
    }
  }

  private Arguments arguments(ParseResult parsed) {
    Arguments out = new Arguments();
    for (Syntax.Option option : syntax.options()) {
      if (parsed.hasMatchedOption(option.name())) {
        switch (option.arity()) {
          case FLAG -> out.put(option.name());
          case VALUE -> out.put(option.name(), parsed.matchedOptionValue(option.name(), ""));
          case VALUES -> {
            List<String> values = parsed.matchedOptionValue(option.name(), List.of());
            for (String value : values) {
              out.put(option.name(), value);
            }
          }
        }
      }
    }
    for (int i = 0; i < syntax.operands().size(); i++) {
      out.add(parsed.matchedPositionalValue(i, ""));
    }
    return out;
  }

  String help() {
    StringWriter text = new StringWriter();
    line.usage(new PrintWriter(text), CommandLine.Help.Ansi.OFF);
    return text.toString();
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
