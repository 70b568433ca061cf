package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import dev.sbomagent.inventory.UnsupportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip by its central directory (APPNOTE.TXT 4.3). Only the entries that are asked for are kept:
 * an archive has tens of thousands. {@code java.util.zip.ZipFile} would not do: it keeps them all,
 * and reads neither an archive in an archive nor one behind a program.
 */
final class ZipArchive {
  private static final int CHUNK = 64 << 10;
  private static final int LOCAL = 30;
  private static final int MAX_KEPT = 20_000;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ByteSource source;
  private final UnpackBudget budget;
  private final List<ZipEntryHeader> entries = new ArrayList<>();

  private ZipArchive(ByteSource source, UnpackBudget budget) {
    this.source = source;
    this.budget = budget;
  }

  /** Which entries are kept. */
  interface Choice {
    /** Whether the entry is whose name is at this place of a directory's bytes. */
    boolean keeps(byte[] bytes, int from, int end);
  }

  /** Reads the directory. */
  static ZipArchive open(ByteSource source, Choice choice, UnpackBudget budget)
      throws IOException, MalformedException, UnsupportedException {
    budget.archive();
    ZipArchive archive = new ZipArchive(source, budget);
    archive.readDirectory(ZipDirectory.find(source), choice);
    return archive;
  }

  /** The chosen entries but for folders, as the directory has them. */
  List<ZipEntryHeader> entries() {
    return entries;
  }

  /** Entries follow one another until something else does; their number must then be right. */
  private void readDirectory(ZipDirectory directory, Choice choice)
      throws IOException, MalformedException, UnsupportedException {
    long position = directory.start();
    long count = 0;
    byte[] bytes = directory.bytes(position, CHUNK);
    int at = 0;
    while (true) {
      if (bytes.length - at < ZipEntryHeader.LENGTH
          || bytes.length - at < ZipEntryHeader.length(bytes, at)) {
        position += at;
        int wanted =
            bytes.length - at < ZipEntryHeader.LENGTH ? 0 : ZipEntryHeader.length(bytes, at);
        bytes = directory.bytes(position, Math.max(CHUNK, wanted));
        at = 0;
      }
      if (bytes.length - at < ZipEntryHeader.LENGTH || !ZipEntryHeader.isAt(bytes, at)) {
        break;
      }
      int length = ZipEntryHeader.length(bytes, at);
      if (length > bytes.length - at && bytes.length >= CHUNK) {
        continue;
      }
      if (length > bytes.length - at || !keep(bytes, at, directory.base(), choice)) {
        break;
      }
      at += length;
      count++;
    }
    if ((count & 0xffff) != (directory.count() & 0xffff)) {
      throw new MalformedException(
          "zip directory with " + count + " of " + directory.count() + " entries");
    }
  }

  private boolean keep(byte[] bytes, int at, long base, Choice choice) throws UnsupportedException {
    int name = at + ZipEntryHeader.LENGTH;
    boolean chosen = choice.keeps(bytes, name, name + ZipEntryHeader.nameLength(bytes, at));
    if (!chosen && !ZipEntryHeader.isWide(bytes, at)) {
      return true;
    }
    ZipEntryHeader entry = ZipEntryHeader.parse(bytes, at);
    if (entry == null) {
      return false;
    }
    if (chosen && !entry.folder) {
      if (entries.size() == MAX_KEPT) {
        throw new UnsupportedException("zip with more than " + MAX_KEPT + " entries of interest");
      }
      entry.offset += base;
      entries.add(entry);
    }
    return true;
  }

  /**
   * The content of an entry, checked against its size and sum.
   *
   * @throws UnsupportedException when it is larger than {@code maxBytes}, or in a form not read
   */
  byte[] content(ZipEntryHeader entry, int maxBytes)
      throws IOException, MalformedException, UnsupportedException {
    require(entry, maxBytes);
    budget.unpack(entry.size);
    byte[] bytes;
    if (entry.method == STORED) {
      bytes = new byte[(int) entry.size];
      if (entry.packed != entry.size || packed(entry, bytes) < bytes.length) {
        throw damaged(entry);
      }
    } else {
      bytes = inflate(entry);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, bytes.length);
    if (sum.getValue() != entry.crc && entry.crc != 0) {
      throw damaged(entry);
    }
    return bytes;
  }

  /**
   * The content of an entry to read at any place: where it is stored as it is, without reading it
   * all, and so without checking its sum, as nobody does who runs what is in there.
   */
  ByteSource open(ZipEntryHeader entry, int maxBytes)
      throws IOException, MalformedException, UnsupportedException {
    if (entry.method == STORED && (entry.flags & ENCRYPTED) == 0) {
      long start = body(entry);
      if (entry.packed != entry.size || entry.size > source.size() - start) {
        throw damaged(entry);
      }
      return source.part(start, entry.size);
    }
    return ByteSource.of(content(entry, maxBytes));
  }

  private static void require(ZipEntryHeader entry, int maxBytes)
      throws MalformedException, UnsupportedException {
    if ((entry.flags & ENCRYPTED) != 0) {
      throw new UnsupportedException("encrypted zip entry");
    }
    if (entry.method != STORED && entry.method != DEFLATED) {
      throw new UnsupportedException("zip entry of compression method " + entry.method);
    }
    if (entry.size < 0 || entry.packed < 0) {
      throw damaged(entry);
    }
    if (entry.size > maxBytes) {
      throw new UnsupportedException("zip entry of more than " + maxBytes + " bytes");
    }
  }

  private long body(ZipEntryHeader entry) throws IOException, MalformedException {
    byte[] local = new byte[LOCAL];
    if (entry.offset < 0
        || entry.offset > source.size() - LOCAL
        || source.read(entry.offset, local, 0, LOCAL) < LOCAL
        || Elf.number(local, 0, 4, false) != 0x04034b50) {
      throw damaged(entry);
    }
    return entry.offset + LOCAL + Elf.number(local, 26, 2, false) + Elf.number(local, 28, 2, false);
  }

  private int packed(ZipEntryHeader entry, byte[] bytes) throws IOException, MalformedException {
    long start = body(entry);
    return start > source.size() ? 0 : source.read(start, bytes, 0, bytes.length);
  }

  private byte[] inflate(ZipEntryHeader entry) throws IOException, MalformedException {
    byte[] bytes = new byte[(int) entry.size];
    byte[] input = new byte[(int) Math.min(CHUNK, entry.packed)];
    long from = body(entry);
    long left = Math.min(entry.packed, source.size() - from);
    Inflater inflater = new Inflater(true);
    try {
      int length = 0;
      // one byte more than there may be, to see that there is none
      byte[] beyond = new byte[1];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int count = left <= 0 ? 0 : source.read(from, input, 0, (int) Math.min(CHUNK, left));
          if (count <= 0) {
            throw damaged(entry);
          }
          from += count;
          left -= count;
          inflater.setInput(input, 0, count);
        }
        boolean full = length == bytes.length;
        int count =
            full
                ? inflater.inflate(beyond, 0, 1)
                : inflater.inflate(bytes, length, bytes.length - length);
        if ((full && count > 0) || (count == 0 && inflater.needsDictionary())) {
          throw damaged(entry);
        }
        length += count;
      }
      if (length != bytes.length) {
        throw damaged(entry);
      }
      return bytes;
    } catch (DataFormatException e) {
      throw damaged(entry);
    } finally {
      inflater.end();
    }
  }

  private static MalformedException damaged(ZipEntryHeader entry) {
    return new MalformedException("damaged zip entry " + Printable.of(entry.name));
  }
}
