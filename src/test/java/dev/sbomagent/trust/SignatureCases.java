package dev.sbomagent.trust;

import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with {@code cases.json}: key, artifact, signature, verdict, reasons that are right. */
final class SignatureCases {
  /** One line of it. */
  record Case(String name, Path key, Path artifact, Path signature, List<String> reasons) {
    /** What the verifier says: {@code trusted} or the reason's code. */
    String verdict() {
      try {
        PinnedKeys keys = PinnedKeys.load(List.of(key));
        VerifiedBytes verified = keys.verify(files().read(artifact, signature));
        return verified.path().equals(artifact) ? "trusted" : "trusted, but another file";
      } catch (UntrustedException untrusted) {
        return untrusted.reason().code();
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private SignatureCases() {}

  static ArtifactFiles files() {
    return new ArtifactFiles(ArtifactFiles.DEFAULT_MAX_GOLDEN_BYTES, Links.REAL);
  }

  static List<Case> in(Path folder) throws Exception {
    byte[] text = bytes(folder.resolve("cases.json"));
    List<Case> cases = new ArrayList<>();
    JsonValue.Arr list = (JsonValue.Arr) JsonValue.parse(text, JsonLimits.ofBytes(1 << 20));
    for (JsonValue item : list.items()) {
      boolean trusted = text(item, "verdict").equals("trusted");
      cases.add(
          new Case(
              text(item, "name"),
              folder.resolve(text(item, "key")),
              folder.resolve(text(item, "artifact")),
              folder.resolve(text(item, "signature")),
              trusted ? List.of("trusted") : List.of(text(item, "reason").split("\\|", -1))));
    }
    return cases;
  }

  static String text(JsonValue object, String name) {
    return ((JsonValue.Str) ((JsonValue.Obj) object).field(name).orElseThrow()).value();
  }

  static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }
}
