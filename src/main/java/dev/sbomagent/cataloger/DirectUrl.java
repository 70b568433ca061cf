package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FoundFile;
import dev.sbomagent.inventory.HostException;
import dev.sbomagent.json.JsonException;
import dev.sbomagent.json.JsonLimits;
import dev.sbomagent.json.JsonReader;
import java.util.Map;

/**
 * Where pip installed a package from, when not from an index: {@code direct_url.json} (PEP 610).
 */
final class DirectUrl {
  private static final int MAX_FILE = 1 << 20;

  private static final Shape ARCHIVE = Shape.object(Map.of("hash", Shape.TEXT));
  private static final Shape FOLDER = Shape.object(Map.of("editable", Shape.FLAG));

  private String url = "";
  private String commit = "";
  private String vcs = "";

  private DirectUrl() {}

  /** The value of syft's {@code vcs_url} qualifier; empty unless it came out of a repository. */
  static String beside(FoundFile metadata) {
    String location = metadata.location();
    String path = location.substring(0, location.lastIndexOf('/')) + "/direct_url.json";
    if (!metadata.host().has(path, FileKind.REGULAR)) {
      return "";
    }
    try {
      DirectUrl direct = new DirectUrl();
      direct.read(
          JsonReader.of(metadata.host().read(path, MAX_FILE), JsonLimits.ofBytes(MAX_FILE))
              .allowingRepeatedNames());
      return direct.vcs.isEmpty() ? "" : direct.vcs + "+" + direct.url + "@" + direct.commit;
    } catch (HostException | JsonException e) {
      // syft then describes the package without it
      return "";
    }
  }

  private void read(JsonReader in) throws JsonException {
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (Shape.key(name)) {
        case "url" -> url = Shape.text(in, url);
        case "vcs_info" -> repository(in);
        case "archive_info" -> ARCHIVE.check(in);
        case "dir_info" -> FOLDER.check(in);
        default -> in.skip();
      }
    }
  }

  private void repository(JsonReader in) throws JsonException {
    if (Shape.isNull(in)) {
      return;
    }
    in.beginObject();
    for (String name = in.nextField(); name != null; name = in.nextField()) {
      switch (Shape.key(name)) {
        case "commit_id" -> commit = Shape.text(in, commit);
        case "vcs" -> vcs = Shape.text(in, vcs);
        case "requested_revision" -> Shape.TEXT.check(in);
        default -> in.skip();
      }
    }
  }
}
