package dev.sbomagent.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code packaging/aws}, by the schemas that AWS publishes of its resources and policies. */
@Tag("interop")
class CloudFormationTest {
  @ParameterizedTest
  @ValueSource(strings = {"sbom-agent.yaml", "signing.yaml"})
  void a_template_is_as_cloudformation_wants_it(String template) {
    Tool.Ended ended =
        Tool.of(Peers.linter("cfn-lint"), "--include-checks", "I", "--ignore-checks", "I3042", "--")
            .with(Peers.PROJECT.resolve("packaging/aws/" + template).toString())
            .run();
    assertEquals(0, ended.status(), () -> ended.out() + ended.err());
  }
}
