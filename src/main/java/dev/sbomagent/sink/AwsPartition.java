package dev.sbomagent.sink;

/** Which of the separate AWS a region belongs to. */
final class AwsPartition {
  /** Prefix of the region, partition: as in partitions.json of botocore and the SDKs. */
  private static final String[][] PREFIXES = {
    {"cn-", "aws-cn"},
    {"us-gov-", "aws-us-gov"},
    {"us-isob-", "aws-iso-b"},
    {"us-isof-", "aws-iso-f"},
    {"us-iso-", "aws-iso"},
    {"eu-isoe-", "aws-iso-e"},
    {"eusc-", "aws-eusc"},
  };

  private AwsPartition() {}

  static String of(String region) {
    for (String[] prefix : PREFIXES) {
      if (region.startsWith(prefix[0])) {
        return prefix[1];
      }
    }
    return "aws";
  }
}
