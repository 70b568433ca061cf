package dev.sbomagent.cli;

import dev.sbomagent.sink.SinkSettings.CloudSettings;
import java.net.URI;
import java.util.Optional;

/** What is known of the cloud beforehand. */
final class CloudKeys {
  private CloudKeys() {}

  static CloudSettings read(Keys keys) {
    Optional<URI> endpoint = keys.get("endpoint", new Endpoint());
    if (endpoint.isPresent() && !"http".equals(endpoint.get().getScheme())) {
      keys.wrong("endpoint", "is not of http: the metadata service speaks nothing else");
    }
    CloudSettings cloud =
        new CloudSettings(
            keys.get("metadata", new Flag(), true),
            endpoint,
            keys.get("region", new Line("a region like eu-central-1", "-", 40)),
            keys.get("account", new AccountNumber()),
            keys.get("instance", new Line("an instance id like i-0123456789abcdef0", "-", 100)),
            keys.get("image", new Line("an image id like ami-0123456789abcdef0", "-", 100)));
    keys.end();
    return cloud;
  }
}
