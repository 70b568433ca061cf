package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Beside a dpkg that never rests, every answer is a state before or after one of its transactions,
 * or a failure that is said; nothing is ever invented. Lasts {@code interop.seconds}, by default
 * 30.
 */
@Tag("interop")
class BesideDpkgTest {
  private static final long SECONDS = Long.getLong("interop.seconds", 30);

  private static Path work;

  @BeforeAll
  static void prepare() {
    work = Peers.work("beside-dpkg");
  }

  @Test
  void answers_are_states_between_transactions() throws InterruptedException {
    try (Root root = Root.copy()) {
      Debs debs = new Debs(work);
      Path old = debs.build("interop-alpha", "1.0");
      Path young = debs.build("interop-alpha", "2.0");
      Path other = debs.build("interop-beta", "1.0");
      install(root, old);
      Agent.Golden golden =
          SignedGolden.signed(Syft.golden(root.path(), work.resolve("golden.cdx.json")));

      AtomicBoolean enough = new AtomicBoolean();
      AtomicInteger transactions = new AtomicInteger();
      Thread busy =
          new Thread(
              () -> {
                while (!enough.get()) {
                  install(root, young);
                  install(root, other);
                  root.sh("dpkg --force-unsafe-io --purge interop-beta");
                  install(root, old);
                  transactions.addAndGet(4);
                }
              });
      List<String> wrong = new ArrayList<>();
      int answers = 0;
      busy.start();
      for (long end = System.nanoTime() + SECONDS * 1_000_000_000; System.nanoTime() < end; ) {
        judge(Agent.check(root.path(), golden), wrong);
        judge(inventory(root), wrong);
        answers += 2;
      }
      enough.set(true);
      busy.join();
      int asked = answers;
      assertAll(
          () -> assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong)),
          () -> assertTrue(transactions.get() >= 20, () -> transactions + " transactions"),
          () -> assertTrue(asked >= 10, () -> asked + " answers"));
    }
  }

  /** Versions of alpha and beta as they stand between two transactions. */
  private static final Set<String> STATES = Set.of("1.0 -", "2.0 -", "2.0 1.0");

  private static void judge(Agent.Answer answer, List<String> wrong) {
    boolean inventory = answer.verdict().isEmpty();
    String state = inventory ? installed(answer) : drifted(answer);
    boolean said =
        answer.status() == 4
            && (answer.report().at("reason").text("code").equals("cataloger-failed")
                || answer.coverage("deb").equals("failed"));
    if (!said && !STATES.contains(state)) {
      wrong.add((inventory ? "inventory: " : "check: ") + state + ": " + answer.summary());
    }
  }

  private static String installed(Agent.Answer inventory) {
    String alpha = "-";
    String beta = "-";
    Set<String> others = new TreeSet<>();
    for (Json component : inventory.report().list("components")) {
      switch (component.text("name")) {
        case "interop-alpha" -> alpha = component.text("version");
        case "interop-beta" -> beta = component.text("version");
        default -> others.add(component.text("name") + " " + component.text("version"));
      }
    }
    return others.size() < 200 ? "only " + others : alpha + " " + beta;
  }

  private static String drifted(Agent.Answer check) {
    String alpha = "1.0";
    String beta = "-";
    for (Finding finding : check.findings()) {
      if (finding.name().equals("interop-alpha") && finding.kind().equals("upgraded")) {
        alpha = String.join(",", finding.observed());
      } else if (finding.name().equals("interop-beta") && finding.kind().equals("added")) {
        beta = String.join(",", finding.observed());
      } else {
        return "found " + finding;
      }
    }
    return alpha + " " + beta;
  }

  private static Agent.Answer inventory(Root root) {
    return Agent.answer(
        Agent.command("inventory", "--root", root.path().toString(), "--format", "json"));
  }

  private static void install(Root root, Path deb) {
    root.dpkg("--force-unsafe-io,downgrade -i", deb);
  }
}
