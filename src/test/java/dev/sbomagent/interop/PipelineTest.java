package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code packaging/codebuild}, as far as it can be had without an account. */
@Tag("interop")
class PipelineTest {
  private static final Path FOLDER = Peers.PROJECT.resolve("packaging/codebuild");
  private static final String TO_JSON =
      "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))";

  /**
   * What the steps call, put first in the path: each says so, and leaves what the next one needs.
   */
  private static final String STUBS =
      """
      mkdir -p bin && cd bin
      for name in apt-get aws cosign mvn packer; do
        printf '#!/bin/sh\necho "%s $*" >>"$CALLS"\n' $name >$name
      done
      cat >>mvn <<'EOF'
      mkdir -p target/sbom-agent/bin
      printf '#!/bin/sh\necho "verify $*" >>"$CALLS"\n' >target/sbom-agent/bin/sbom-agent
      chmod 755 target/sbom-agent/bin/sbom-agent
      : >target/sbom-agent_1.0_amd64.deb
      EOF
      cat >>packer <<'EOF'
      [ -z "${REFUSED-}" ] || exit 1
      echo golden >target/image/golden.cdx.json
      echo '1795385449,amazon-ebs.golden,artifact,0,builder-id,mitchellh.amazonebs'
      echo '1795385449,amazon-ebs.golden,artifact,0,id,eu-central-1:ami-0123456789abcdef0'
      EOF
      chmod 755 ./*
      """;

  @Test
  void gitlab_takes_its_file() {
    Tool.of(Peers.linter("check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci")
        .with(FOLDER.resolve("gitlab-ci.yml").toString())
        .must();
  }

  @Test
  void steps_are_sound_and_all_that_either_file_calls() throws IOException {
    List<String> gitlab =
        new ArrayList<>(read("gitlab-ci.yml").at("default").strings("before_script"));
    for (String job : List.of("packages", "bake", "promote")) {
      gitlab.addAll(read("gitlab-ci.yml").at(job).strings("script"));
    }
    assertEquals(commands(), gitlab);
    for (String command : commands()) {
      Path script = Peers.PROJECT.resolve(command);
      assertTrue(Files.isExecutable(script), command);
      Tool.of("shellcheck", script.toString()).must();
    }
  }

  @Test
  void an_image_is_promoted_when_it_was_baked_by_the_key_that_is_pinned() throws IOException {
    Run run = run("");
    assertEquals(0, run.status(), run.calls());
    List<String> calls = run.calls().lines().filter(line -> !line.startsWith("apt-get")).toList();
    assertEquals("mvn -B -Ppackages package", calls.get(0));
    String packer = calls.get(1);
    assertTrue(packer.contains("-var signing_key=awskms:///alias/golden "), packer);
    assertTrue(packer.contains("-var signer=cosign "), packer);
    assertTrue(packer.contains("-var package=target/sbom-agent_1.0_amd64.deb "), packer);
    assertEquals(
        "verify verify --golden target/image/golden.cdx.json --key target/image/golden.pub",
        calls.get(2));
    assertTrue(calls.get(3).startsWith("aws ec2 create-tags --resources ami-0123456789abcdef0 "));
    assertTrue(calls.get(4).contains("--value ami-0123456789abcdef0 "), calls.get(4));
    assertEquals(5, calls.size());
  }

  /** The gate is a step of packer's. */
  @Test
  void nothing_is_promoted_when_packer_refuses() throws IOException {
    Run run = run("refused");
    assertEquals(1, run.status());
    assertTrue(run.calls().contains("packer "), run.calls());
    assertTrue(!run.calls().contains("aws "), run.calls());
  }

  private record Run(int status, String calls) {}

  /** Runs the commands of the buildspec with its variables, each in a shell of its own. */
  private static Run run(String refused) throws IOException {
    Path work = Peers.work("pipeline" + refused);
    Tool.of("mkdir", "-p", work.resolve("packaging").toString()).must();
    Tool.of("cp", "-R", FOLDER.toString(), work.resolve("packaging").toString()).must();
    Tool.of("sh", "-ec", "cd \"$1\" && : >golden.pub\n" + STUBS, "stubs", work.toString()).must();
    Path calls = Tool.write(work.resolve("calls"), "");
    Json variables = read("buildspec.yml").at("env").at("variables");
    Tool build =
        Tool.of("bash", "-ec", "cd \"$1\"; shift; for step; do bash -c \"$step\"; done", "build")
            .with(work.toString())
            .with(commands().toArray(new String[0]))
            .env("PATH", work.resolve("bin") + ":" + System.getenv("PATH"))
            .env("CALLS", calls.toString())
            .env("AWS_REGION", "eu-central-1")
            .env("REFUSED", refused);
    for (String name : List.of("SIGNING_KEY", "PUBLIC_KEY", "PARAMETER")) {
      build.env(name, variables.text(name));
    }
    return new Run(build.run().status(), Files.readString(calls));
  }

  /** Those of the buildspec, in the phases that end at the first failure. */
  private static List<String> commands() {
    Json buildspec = read("buildspec.yml");
    assertEquals("0.2", buildspec.text("version"));
    assertEquals("[install, build]", buildspec.at("phases").names().toString());
    List<String> commands = new ArrayList<>();
    for (String phase : List.of("install", "build")) {
      assertEquals("ABORT", buildspec.at("phases").at(phase).text("on-failure"));
      commands.addAll(buildspec.at("phases").at(phase).strings("commands"));
    }
    return commands;
  }

  private static Json read(String name) {
    return Json.parse(
        Tool.of(Peers.linter("python"), "-c", TO_JSON, FOLDER.resolve(name).toString()).must());
  }
}
