package dev.sbomagent.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Facilities of syslog by the names of syslog.conf(5), codes of RFC 5424 section 6.2.1. */
final class Facilities {
  private static final int AUTHPRIV = 10;
  private static final Choice<Integer> CHOICE = new Choice<>(codes());

  private Facilities() {}

  static int read(Keys keys) {
    return keys.get("facility", CHOICE, AUTHPRIV);
  }

  // the kernel's, 0, is no program's
  private static Map<String, Integer> codes() {
    Map<String, Integer> codes = new LinkedHashMap<>();
    codes.put("user", 1);
    codes.put("mail", 2);
    codes.put("daemon", 3);
    codes.put("auth", 4);
    codes.put("syslog", 5);
    codes.put("lpr", 6);
    codes.put("news", 7);
    codes.put("uucp", 8);
    codes.put("cron", 9);
    codes.put("authpriv", AUTHPRIV);
    codes.put("ftp", 11);
    for (int i = 0; i < 8; i++) {
      codes.put("local" + i, 16 + i);
    }
    return codes;
  }
}
