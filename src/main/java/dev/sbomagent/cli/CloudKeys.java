package dev.sbomagent.cli;

import dev.sbomagent.sink.SinkSettings.CloudSettings;

/** What is known of the cloud beforehand. */
final class CloudKeys {
  private CloudKeys() {}

  static CloudSettings read(Keys keys) {
    CloudSettings cloud =
        new CloudSettings(
            keys.get("metadata", new Flag(), true),
            keys.get("endpoint", new Endpoint()),
            keys.get("region", new Line("a region like eu-central-1", "-", 40)),
            keys.get("account", new AccountNumber()),
            keys.get("instance", new Line("an instance id like i-0123456789abcdef0", "-", 100)),
            keys.get("image", new Line("an image id like ami-0123456789abcdef0", "-", 100)));
    keys.end();
    return cloud;
  }
}
