package dev.sbomagent.cli;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Tells whoever logs by {@link System.Logger} that nobody listens: what there is to say goes by
 * {@link Terminal} and events. The JDK takes the first finder it meets. Where there is none it
 * opens every jar to look for one, as soon as a library has a logger, and keeps their tables in
 * memory.
 */
public final class NoLogs extends System.LoggerFinder {
  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Deaf(name);
  }

  private record Deaf(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      // nobody listens
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object... parameters) {
      // nobody listens
    }
  }
}
