package dev.sbomagent.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sbomagent.report.EventType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the journal in its native protocol (systemd.io/JOURNAL_NATIVE_PROTOCOL): every value
 * stands behind its length, so that no value can be taken for a field.
 */
final class JournalEntry {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);

  /** A field; left out when null or empty. May be repeated: the journal keeps all its values. */
  JournalEntry field(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      byte[] raw = value.getBytes(UTF_8);
      bytes.writeBytes(name.getBytes(UTF_8));
      bytes.write('\n');
      bytes.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(raw.length)
              .array());
      bytes.writeBytes(raw);
      bytes.write('\n');
    }
    return this;
  }

  JournalEntry field(String name, long value) {
    return field(name, String.valueOf(value));
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** {@code MESSAGE_ID} (systemd.journal-fields(7)) of a type's entries; never changes. */
  static String messageId(EventType type) {
    return switch (type) {
      case DRIFT -> "7be1061788a140cba7e7c7737e0ca8e5";
      case VERIFICATION_FAILURE -> "4ebcec6f4e8447efadafb5da914bf1ac";
      case INCONCLUSIVE -> "a40df63acd4b4d1c9cd4295d6aaec901";
      case HEARTBEAT -> "75485b000b0641a79a39ad0e20ce27d9";
      case AGENT_START -> "7965c6792ec34d2dbafe63ec142b1531";
      case AGENT_STOP -> "3ed34bf9175e4f76a96eb9497c41c16f";
      case ARTIFACT_CHANGED -> "16ae1f45b1d04b5e91f8049325abc2c0";
      case SCOPE_CHANGED -> "1b8413f6304d413c81bd45b31588e022";
      case IDENTITY_CHANGED -> "50c8b00ce8e149a48fc673825736ce44";
      case CONFIG_REJECTED -> "b4c0995ec87a40d3b329635c6413d288";
      case CONFIG_CHANGED -> "54f2c19e6cb9121cf3ef9d52fe39c44b";
      case EVENTS_DROPPED -> "142cc75214084ddcbce9241cb2cd4fbb";
      case OUTBOX_DAMAGED -> "8bbb979a33b441f09e61309e71b79e59";
      case AGENT_IMPAIRED -> "85a81fc858cf47ee9a142bb81c6f5394";
    };
  }
}
