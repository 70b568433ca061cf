package dev.sbomagent.cli;

import dev.sbomagent.json.JsonValue;
import dev.sbomagent.sink.SinkSettings;
import dev.sbomagent.sink.SinkSettings.Layout;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The list of destinations. */
final class SinkKeys {
  /** What a destination can be. */
  enum Type {
    JOURNALD,
    SYSLOG,
    NETWORK_SYSLOG,
    FILE,
    CLOUDWATCH,
    SECURITY_HUB
  }

  static final Choice<Layout> LAYOUT = Choice.of(Layout.class);

  private static final int MAX_SINKS = 20;
  private static final Choice<Type> TYPE = Choice.of(Type.class);
  private static final AbsolutePath PATH = new AbsolutePath();
  private static final Line NAME =
      new Line("a name of letters, digits and -_. that begins with a letter or digit", "-_.", 64);
  private static final JsonValue.Obj JOURNAL =
      new JsonValue.Obj(Map.of("type", new JsonValue.Str("journald")));

  private final String fleet;
  private final Map<Type, Integer> counts = new EnumMap<>(Type.class);
  private final Set<String> names = new HashSet<>();
  private final Set<Path> files = new HashSet<>();

  private SinkKeys(String fleet) {
    this.fleet = fleet;
  }

  /** The configured destinations; the journal alone when none are. */
  static List<SinkSettings> read(Keys root, String fleet) {
    List<Keys> maps =
        root.maps("sinks", MAX_SINKS).orElseGet(() -> List.of(root.standIn("sinks[0]", JOURNAL)));
    SinkKeys sinks = new SinkKeys(fleet);
    List<SinkSettings> settings = new ArrayList<>();
    Type usual = Type.JOURNALD;
    for (Keys keys : maps) {
      Optional<Type> type = keys.find("type", TYPE, usual);
      usual = null;
      if (type.isPresent()) {
        settings.add(sinks.sink(keys, type.get()));
        keys.end();
      } else if (!keys.has("type")) {
        keys.wrong("type", "is missing: " + TYPE.words());
      }
    }
    return settings;
  }

  private SinkSettings sink(Keys keys, Type type) {
    String name = name(keys, type);
    return switch (type) {
      case JOURNALD ->
          new SinkSettings.Journald(
              name, keys.get("socket", PATH, Path.of("/run/systemd/journal/socket")));
      case SYSLOG ->
          new SinkSettings.LocalSyslog(
              name,
              keys.get("socket", PATH, Path.of("/dev/log")),
              layout(keys),
              Facilities.read(keys));
      case NETWORK_SYSLOG -> NetworkSyslogKeys.read(keys, name);
      case FILE -> file(keys, name);
      case CLOUDWATCH -> cloudWatch(keys, name);
      case SECURITY_HUB -> securityHub(keys, name);
    };
  }

  private SinkSettings file(Keys keys, String name) {
    Path path = keys.require("path", PATH, Path.of("/"));
    if (!files.add(path)) {
      keys.wrong("path", "is another sink's, too: '" + path + "'");
    }
    return new SinkSettings.LineFile(
        name,
        path,
        layout(keys),
        keys.get(
            "max-bytes", new ByteCount(100 * ByteCount.KB, 10 * ByteCount.GB), 16 * ByteCount.MB),
        keys.get("keep", new Whole(0, 100), 5));
  }

  private String name(Keys keys, Type type) {
    int count = counts.merge(type, 1, Integer::sum);
    String usual = TYPE.word(type) + (count == 1 ? "" : "-" + count);
    String name = keys.get("name", NAME, usual);
    if (!Character.isLetterOrDigit(name.charAt(0))) {
      keys.wrong("name", "is not " + NAME.words());
    }
    if (!names.add(name)) {
      keys.wrong("name", "is another sink's, too: '" + name + "'");
    }
    return name;
  }

  static Layout layout(Keys keys) {
    return keys.get("format", LAYOUT, Layout.NATIVE);
  }

  // limits: CreateLogGroup and CreateLogStream, CloudWatch Logs API reference
  private SinkSettings cloudWatch(Keys keys, String name) {
    String group =
        keys.require(
            "group", new Line("a log group of letters, digits and _-/.#", "_-/.#", 512), "-");
    Optional<String> stream =
        keys.get("stream", new Line("a log stream of letters, digits and _-/.#", "_-/.#", 512));
    boolean createGroup = keys.get("create-group", new Flag(), false);
    Optional<URI> endpoint = keys.get("endpoint", new Endpoint());
    return new SinkSettings.CloudWatch(
        name, group, stream, createGroup, fleet, endpoint, fips(keys, endpoint));
  }

  // limits: AwsSecurityFinding, Security Hub API reference
  private static SinkSettings securityHub(Keys keys, String name) {
    Line shown = new Line("a name of letters, digits, spaces and -_.", " -_.", 128);
    String product = keys.get("product", shown, "sbom-agent");
    String company = keys.get("company", shown, "sbom-agent");
    Optional<URI> endpoint = keys.get("endpoint", new Endpoint());
    return new SinkSettings.SecurityHub(name, product, company, endpoint, fips(keys, endpoint));
  }

  private static boolean fips(Keys keys, Optional<URI> endpoint) {
    boolean fips = keys.get("fips", new Flag(), false);
    if (fips && endpoint.isPresent()) {
      keys.wrong("fips", "and 'endpoint' exclude each other: name the FIPS endpoint alone");
    }
    return fips;
  }
}
