package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * The native database of rpm, {@code Packages.db}: a table of slots, then blobs in blocks of 16
 * bytes, each with a checksum of its own. Little-endian whatever the machine.
 */
final class NdbPackages {
  private static final int HEADER_MAGIC = 0x506d7052; // RpmP
  private static final int SLOT_MAGIC = 0x746f6c53; // Slot
  private static final int HEAD_MAGIC = 0x53626c42; // BlbS
  private static final int TAIL_MAGIC = 0x45626c42; // BlbE
  private static final int PAGE = 4096;
  private static final int BLOCK = 16;
  private static final int TAIL = 12;
  private static final int MAX_SLOT_PAGES = 4096;
  private static final int MAX_PACKAGES = 100_000;

  private final RpmBytes file;
  private final byte[] block = new byte[PAGE];
  private final Adler32 adler = new Adler32();

  private NdbPackages(RpmBytes file) {
    this.file = file;
  }

  /** Whether these first bytes are of such a database. */
  static boolean begins(byte[] head) {
    return RpmBytes.little32(head, 0) == HEADER_MAGIC;
  }

  /** Hands over the headers of all packages, in the order of the file. */
  static void read(RpmBytes file, RpmBlob.Taker taker) throws IOException, MalformedException {
    new NdbPackages(file).read(taker);
  }

  private void read(RpmBlob.Taker taker) throws IOException, MalformedException {
    file.read(0, block, 0, 32);
    int version = RpmBytes.little32(block, 4);
    int slotPages = RpmBytes.little32(block, 12);
    if (version != 0 || file.size() % BLOCK != 0) {
      throw new MalformedException("version " + version + ", " + file.size() + " bytes");
    }
    if (slotPages < 1 || slotPages > MAX_SLOT_PAGES || (long) slotPages * PAGE > file.size()) {
      throw new MalformedException((slotPages & 0xffffffffL) + " pages of slots");
    }
    long[] slots = slots(slotPages);
    // by place: what rpm itself does, and no seeking back
    Arrays.sort(slots);
    RpmBlob blob = new RpmBlob();
    long end = (long) slotPages * (PAGE / BLOCK);
    for (long slot : slots) {
      long block = slot >>> 32;
      if (block < end) {
        throw new MalformedException("blob at block " + block + " overlaps what is before it");
      }
      end = block + blob(block, (int) slot, blob);
      taker.take(blob);
    }
  }

  /** The slots in use: place in the upper half, number of the package in the lower. */
  private long[] slots(int slotPages) throws IOException, MalformedException {
    long[] slots = new long[256];
    int count = 0;
    for (int page = 0; page < slotPages; page++) {
      file.read((long) page * PAGE, block, 0, PAGE);
      // the header takes the room of the first two
      for (int at = page == 0 ? 2 * BLOCK : 0; at < PAGE; at += BLOCK) {
        if (RpmBytes.little32(block, at) != SLOT_MAGIC) {
          throw new MalformedException("no slot at byte " + ((long) page * PAGE + at));
        }
        long place = RpmBytes.little32(block, at + 8) & 0xffffffffL;
        if (place == 0) {
          continue;
        }
        if (place > Integer.MAX_VALUE || count == MAX_PACKAGES) {
          throw new MalformedException("slot " + count + " with a blob at block " + place);
        }
        if (count == slots.length) {
          slots = Arrays.copyOf(slots, 2 * count);
        }
        slots[count++] = place << 32 | (RpmBytes.little32(block, at + 4) & 0xffffffffL);
      }
    }
    return Arrays.copyOf(slots, count);
  }

  /** Reads one blob and gives how many blocks it takes. */
  private long blob(long place, int number, RpmBlob blob) throws IOException, MalformedException {
    long at = place * BLOCK;
    file.read(at, block, 0, BLOCK);
    int length = RpmBytes.little32(block, 12);
    if (RpmBytes.little32(block, 0) != HEAD_MAGIC || RpmBytes.little32(block, 4) != number) {
      throw new MalformedException("no blob of package " + number + " at block " + place);
    }
    if (length < 0 || length > RpmBlob.MAX_BYTES) {
      throw new MalformedException(
          "blob of " + (length & 0xffffffffL) + " bytes at block " + place);
    }
    long blocks = (BLOCK + (long) length + TAIL + BLOCK - 1) / BLOCK;
    int pad = (int) (blocks * BLOCK - BLOCK - length - TAIL);
    adler.reset();
    adler.update(block, 0, BLOCK);
    blob.clear();
    blob.append(file, at + BLOCK, length);
    adler.update(blob.bytes(), 0, length);
    file.read(at + BLOCK + length, block, 0, pad + TAIL);
    adler.update(block, 0, pad);
    if (RpmBytes.little32(block, pad) != (int) adler.getValue()
        || RpmBytes.little32(block, pad + 4) != length
        || RpmBytes.little32(block, pad + 8) != TAIL_MAGIC) {
      throw new MalformedException("checksum of package " + number + " does not match");
    }
    return blocks;
  }
}
