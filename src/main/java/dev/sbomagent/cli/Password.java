package dev.sbomagent.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The password of a private key: from a file, from COSIGN_PASSWORD, or typed without echo. */
final class Password {
  private static final int MAX_BYTES = 4096;

  private Password() {}

  /** The password as bytes; the caller wipes them. A new one that is typed is asked for twice. */
  static byte[] of(Invocation call, boolean fresh) throws Refusal {
    Optional<String> file = call.value("--password-file");
    if (file.isPresent()) {
      return fromFile(Path.of(file.get()));
    }
    Optional<String> variable = call.terminal().environment().password();
    if (variable.isPresent()) {
      return variable.get().getBytes(StandardCharsets.UTF_8);
    }
    return typed(call, fresh);
  }

  private static byte[] fromFile(Path file) throws Refusal {
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw Refusal.usage("cannot read password file '" + file + "'");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw Refusal.usage("password file '" + file + "' is longer than 4096 bytes");
      }
      int end = bytes.length;
      while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
        end--;
      }
      return Arrays.copyOf(bytes, end);
    } catch (IOException broken) {
      throw Refusal.usage("cannot read password file '" + file + "': " + ReportFile.words(broken));
    }
  }

  @SuppressWarnings("SystemConsoleNull") // whether there is a terminal is asked beside
  private static byte[] typed(Invocation call, boolean fresh) throws Refusal {
    Console console = System.console();
    if (console == null || !call.terminal().environment().stdinIsTerminal()) {
      throw new Refusal(
          Exit.USAGE,
          "no password: there is no terminal to ask at",
          "set COSIGN_PASSWORD, or name a --password-file");
    }
    char[] first = typed(console, "Password for the private key: ");
    if (fresh) {
      char[] second = typed(console, "The same again: ");
      if (!Arrays.equals(first, second)) {
        throw Refusal.usage("the two passwords differ");
      }
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(first));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private static char[] typed(Console console, String prompt) throws Refusal {
    char[] password = console.readPassword("%s", prompt);
    if (password == null) {
      throw Refusal.usage("no password");
    }
    return password;
  }
}
