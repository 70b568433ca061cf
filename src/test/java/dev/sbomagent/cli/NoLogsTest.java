package dev.sbomagent.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.Test;

class NoLogsTest {
  @Test
  void the_jdk_finds_it_and_nobody_listens() {
    assertInstanceOf(NoLogs.class, System.LoggerFinder.getLoggerFinder());
    System.Logger logger = System.getLogger("anything");
    logger.log(Level.ERROR, "lost");
    assertFalse(logger.isLoggable(Level.ERROR));
  }
}
