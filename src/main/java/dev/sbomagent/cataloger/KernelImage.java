package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The boot header of an x86 kernel (Linux Documentation/arch/x86/boot.rst). Images of other
 * architectures say no release in a fixed place, and syft lists none of them.
 */
final class KernelImage {
  /** Up to the end of the fields that syft looks at. */
  private static final int HEADER = 530;

  private static final int MAX_TEXT = 512;

  private KernelImage() {}

  /** The release that the image says it is; null when it is no such image. */
  static @Nullable String release(FoundFile file) throws IOException {
    byte[] head = file.head(HEADER);
    if (head.length < HEADER
        || head[514] != 'H'
        || head[515] != 'd'
        || head[516] != 'r'
        || head[517] != 'S'
        || number(head, 510) != 0xAA55
        || number(head, 518) <= 0x1ff
        || Elf.number(head, 526, 4, false) == 0) {
      return null;
    }
    byte[] text = new byte[MAX_TEXT];
    long at = number(head, 526) + 0x200L;
    int length = at >= file.size() ? 0 : file.read(at, text, 0, text.length);
    return firstWord(text, length);
  }

  private static int number(byte[] bytes, int at) {
    return (int) Elf.number(bytes, at, 2, false);
  }

  private static @Nullable String firstWord(byte[] text, int length) {
    int from = 0;
    while (from < length && isSpace(text[from])) {
      from++;
    }
    int end = from;
    while (end < length && text[end] != 0 && !isSpace(text[end])) {
      end++;
    }
    return end == from ? null : new String(text, from, end - from, StandardCharsets.UTF_8);
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
