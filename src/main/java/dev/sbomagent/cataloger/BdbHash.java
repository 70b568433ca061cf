package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;

/**
 * {@code Packages} as a hash of Berkeley DB, versions 8 and 9: keys are numbers of headers, values
 * the headers, inline or on a chain of pages of their own. Reads it as rpm does, bucket by bucket.
 */
final class BdbHash {
  private static final int UNSORTED = 2;
  private static final int OVERFLOW = 7;
  private static final int SORTED = 13;
  private static final int INLINE = 1;
  private static final int OFF_PAGE = 3;

  /** Where the page numbers of buckets are reckoned from. */
  private static final int SPARES = 96;

  private static final int MAX_PACKAGES = 100_000;

  private final BdbPages pages;
  private final RpmBlob.Taker taker;
  private final RpmBlob blob = new RpmBlob();
  private final byte[] page;
  private final byte[] overflow;
  private long pairs;
  private boolean untouched;

  private BdbHash(RpmBytes file, RpmBlob.Taker taker) throws IOException, MalformedException {
    this.pages = new BdbPages(file);
    this.taker = taker;
    this.page = new byte[pages.pageSize()];
    this.overflow = new byte[pages.pageSize()];
  }

  /** Whether these first bytes are of such a file. */
  static boolean begins(byte[] head) {
    return BdbPages.begins(head);
  }

  /** Hands over the headers of all packages. */
  static void read(RpmBytes file, RpmBlob.Taker taker) throws IOException, MalformedException {
    new BdbHash(file, taker).read();
  }

  private void read() throws IOException, MalformedException {
    long last = pages.meta(72) & 0xffffffffL;
    if (last >= pages.count()) {
      throw new MalformedException("bucket " + last + " of " + pages.count() + " pages");
    }
    for (int bucket = 0; bucket <= last; bucket++) {
      int doubling = 32 - Integer.numberOfLeadingZeros(bucket);
      bucket((bucket + (long) pages.meta(SPARES + 4 * doubling)) & 0xffffffffL);
    }
    // a bucket made ahead of need is a page of zeros; so is one that a crash wiped out
    if (untouched && pairs != (pages.meta(88) & 0xffffffffL)) {
      throw new MalformedException("holds " + pairs + " records and states " + pages.meta(88));
    }
  }

  private void bucket(long first) throws IOException, MalformedException {
    for (long next = first; next != 0; next = pages.number(page, 16) & 0xffffffffL) {
      pages.read(next, page);
      int type = page[25];
      if (next == first && type == 0 && isEmpty()) {
        untouched = true;
        return;
      }
      if ((type != UNSORTED && type != SORTED) || pages.number(page, 8) != (int) next) {
        throw new MalformedException("page " + next + " of type " + type + " in a bucket");
      }
      items(next);
    }
  }

  private boolean isEmpty() {
    for (int i = 0; i < BdbPages.PAGE_HEADER; i++) {
      if (page[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Key and value in turn, packed from the end of the page down. */
  private void items(long number) throws IOException, MalformedException {
    int entries = pages.half(page, 20);
    int least = BdbPages.PAGE_HEADER + 2 * entries;
    if ((entries & 1) != 0 || least > pages.pageSize()) {
      throw new MalformedException("page " + number + " with " + entries + " items");
    }
    int end = pages.pageSize();
    for (int i = 0; i < entries; i += 2) {
      int key = pages.half(page, BdbPages.PAGE_HEADER + 2 * i);
      int value = pages.half(page, BdbPages.PAGE_HEADER + 2 * i + 2);
      if (value < least || value >= key || key >= end) {
        throw new MalformedException("page " + number + " with an item at " + value);
      }
      if (page[key] != INLINE || end - key != 5) {
        throw new MalformedException("page " + number + " with a key of kind " + page[key]);
      }
      pairs++;
      // key 0 counts the headers and holds none
      if (pages.number(page, key + 1) != 0) {
        value(number, value, key - value);
      }
      end = value;
    }
  }

  private void value(long number, int at, int length) throws IOException, MalformedException {
    if (pairs > MAX_PACKAGES) {
      throw new MalformedException("more than " + MAX_PACKAGES + " packages");
    }
    blob.clear();
    if (page[at] == INLINE) {
      blob.append(page, at + 1, length - 1);
    } else if (page[at] == OFF_PAGE && length == 12) {
      chain(pages.number(page, at + 4) & 0xffffffffL, pages.number(page, at + 8));
    } else {
      throw new MalformedException("page " + number + " with a value of kind " + page[at]);
    }
    taker.take(blob);
  }

  private void chain(long first, int length) throws IOException, MalformedException {
    if (length < 0 || length > pages.count() * pages.pageSize()) {
      throw new MalformedException("value of " + (length & 0xffffffffL) + " bytes");
    }
    long next = first;
    int left = length;
    while (left > 0) {
      pages.read(next, overflow);
      int count = pages.half(overflow, 22);
      if (overflow[25] != OVERFLOW || pages.number(overflow, 8) != (int) next) {
        throw new MalformedException("page " + next + " of type " + overflow[25] + " in a value");
      }
      if (count < 1 || count > left || count > pages.pageSize() - BdbPages.PAGE_HEADER) {
        throw new MalformedException("page " + next + " with " + count + " bytes of a value");
      }
      blob.append(overflow, BdbPages.PAGE_HEADER, count);
      left -= count;
      next = pages.number(overflow, 16) & 0xffffffffL;
    }
  }
}
