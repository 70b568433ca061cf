package dev.sbomagent.cli;

import dev.sbomagent.component.Slot;
import dev.sbomagent.drift.Deviation;
import dev.sbomagent.report.Finding;
import java.util.Set;

/** One finding on one line. */
final class FindingLine {
  /** Digits of a digest that are shown: enough to tell two apart by eye. */
  private static final int DIGEST_SHOWN = "sha256:".length() + 12;

  private FindingLine() {}

  static void append(StringBuilder out, Finding finding, Style style) {
    Deviation deviation = finding.deviation();
    String what = what(deviation);
    String name = name(deviation.slot());
    String head = pad(finding.severity().label(), 9) + pad(deviation.slot().ecosystem(), 9);
    if (style.columns() > 0) {
      name = Style.fit(name, style.columns() - head.length() - what.length() - 4);
    }
    out.append("  ").append(style.severity(finding.severity(), head)).append(name);
    if (!what.isEmpty()) {
      out.append("  ").append(what);
    }
    out.append('\n');
  }

  private static String name(Slot slot) {
    String name = slot.group().isEmpty() ? slot.name() : slot.group() + ":" + slot.name();
    return Text.safe(slot.arch().isEmpty() ? name : name + " [" + slot.arch() + "]");
  }

  private static String what(Deviation deviation) {
    String expected = values(deviation.expected());
    String observed = values(deviation.observed());
    String versions =
        expected.isEmpty() || observed.isEmpty()
            ? expected + observed
            : expected + " → " + observed;
    return deviation.fileCount() == 0
        ? versions
        : versions + " (" + Text.count(deviation.fileCount(), "file") + ")";
  }

  private static String values(Set<String> values) {
    StringBuilder out = new StringBuilder();
    for (String value : values) {
      out.append(out.isEmpty() ? "" : ", ");
      out.append(
          Text.safe(
              value.startsWith("sha256:") && value.length() > DIGEST_SHOWN
                  ? value.substring(0, DIGEST_SHOWN) + "…"
                  : value));
    }
    return out.toString();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
