package dev.sbomagent.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The arguments of one command, understood. */
final class Arguments {
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();

  boolean has(String option) {
    return options.containsKey(option);
  }

  List<String> values(String option) {
    return List.copyOf(options.getOrDefault(option, List.of()));
  }

  Optional<String> value(String option) {
    List<String> values = values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  String operand(int index) {
    return operands.get(index);
  }

  void put(String option) {
    options.computeIfAbsent(option, name -> new ArrayList<>());
  }

  void put(String option, String value) {
    options.computeIfAbsent(option, name -> new ArrayList<>()).add(value);
  }

  void add(String operand) {
    operands.add(operand);
  }

  /**
   * Understands arguments that are plainly right; anything else, right or wrong, is left to {@link
   * Picocli}, which says what is wrong. Loading that library costs a cold start 60 ms of CPU, an
   * eighth of what verifying a golden may cost, and a check that is started right needs none of it.
   */
  static Optional<Arguments> plain(Syntax syntax, String... args) {
    Arguments out = new Arguments();
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      if (arg.equals("-") || (!arg.isEmpty() && arg.charAt(0) != '-')) {
        out.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      Syntax.Option option = named(syntax, equals < 0 ? arg : arg.substring(0, equals));
      if (option == null || (out.has(option.name()) && option.arity() != Syntax.Arity.VALUES)) {
        return Optional.empty();
      }
      if (option.arity() == Syntax.Arity.FLAG) {
        if (equals >= 0) {
          return Optional.empty();
        }
        out.put(option.name());
        continue;
      }
      String value = equals >= 0 ? arg.substring(equals + 1) : i + 1 < args.length ? args[++i] : "";
      if (value.isEmpty() || (value.charAt(0) == '-' && !value.equals("-"))) {
        return Optional.empty();
      }
      out.put(option.name(), value);
    }
    return out.operands.size() == syntax.operands().size() ? Optional.of(out) : Optional.empty();
  }

  private static Syntax.@Nullable Option named(Syntax syntax, String name) {
    for (Syntax.Option option : syntax.options()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return options + " " + operands;
  }
}
