package dev.sbomagent.sink;

import dev.sbomagent.report.Sink;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One configured destination. Texts are as configured, already checked to be of their kind. */
public sealed interface SinkSettings {
  /** Unique among the configured; by default the type, with a number from the second on. */
  String name();

  /** What an arrival there is worth. */
  Sink.Guarantee guarantee();

  /** How events are written as lines. */
  enum Layout {
    NATIVE,
    OCSF,
    ECS,
    CEF,
    LEEF
  }

  /** How lines travel. */
  enum Transport {
    UDP,
    TCP,
    TLS,
    RELP,
    /** RELP within TLS. */
    RELP_TLS
  }

  /** The journal, by its native protocol, with fields. */
  record Journald(String name, Path socket) implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return Sink.Guarantee.BEST_EFFORT;
    }
  }

  /** The local syslog daemon, RFC 3164 as {@code /dev/log} takes it. */
  record LocalSyslog(String name, Path socket, Layout layout, int facility)
      implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return Sink.Guarantee.BEST_EFFORT;
    }
  }

  /**
   * A syslog server, RFC 5424.
   *
   * @param ca certificates that the server's must lead to, PEM; the platform's when absent
   * @param certificate our certificate and those above it, PEM, for mutual TLS
   * @param key our private key, PKCS#8 PEM
   * @param serverName what the server's certificate must name; the host when absent
   * @param enterprise private enterprise number of our structured data
   */
  record NetworkSyslog(
      String name,
      String host,
      int port,
      Transport transport,
      Layout layout,
      int facility,
      Optional<Path> ca,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<String> serverName,
      int enterprise)
      implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return switch (transport) {
        case RELP, RELP_TLS -> Sink.Guarantee.ACKNOWLEDGED;
        case UDP, TCP, TLS -> Sink.Guarantee.BEST_EFFORT;
      };
    }
  }

  /**
   * A file of lines.
   *
   * @param maxBytes when it is larger it is rotated
   * @param keep how many rotated files are kept
   */
  record LineFile(String name, Path path, Layout layout, long maxBytes, int keep)
      implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return Sink.Guarantee.ACKNOWLEDGED;
    }
  }

  /**
   * CloudWatch Logs.
   *
   * @param stream the instance id when absent
   * @param createGroup whether a group that is not there is made
   * @param fleet the dimension of its metrics
   */
  record CloudWatch(
      String name,
      String group,
      Optional<String> stream,
      boolean createGroup,
      String fleet,
      Optional<URI> endpoint,
      boolean fips)
      implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return Sink.Guarantee.ACKNOWLEDGED;
    }
  }

  /**
   * Security Hub.
   *
   * @param product shown as the product's name
   * @param company shown as the company's name
   */
  record SecurityHub(
      String name, String product, String company, Optional<URI> endpoint, boolean fips)
      implements SinkSettings {
    @Override
    public Sink.Guarantee guarantee() {
      return Sink.Guarantee.ACKNOWLEDGED;
    }
  }

  /**
   * What is known of the cloud beforehand; the rest is asked of the instance metadata service.
   *
   * @param metadata whether it may be asked
   * @param endpoint of the service, when not the usual one
   */
  record CloudSettings(
      boolean metadata,
      Optional<URI> endpoint,
      Optional<String> region,
      Optional<String> account,
      Optional<String> instance,
      Optional<String> image) {}
}
