package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.MalformedException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any bytes parse or give a reason, in bounded time and memory. */
class RpmFuzzTest {
  private static final Path HOSTS = Path.of("test-fixtures/hosts");
  private static final Map<Parser, byte[]> SAMPLES = new HashMap<>();
  private static final long MAX_NANOS = 5_000_000_000L;

  /** The parsers, each with a sound sample. */
  enum Parser {
    SQLITE("rpm-killed/root/var/lib/rpm/rpmdb.sqlite") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        SqliteTable.read(open(bytes), null, taker);
      }
    },
    WAL("rpm-killed/root/var/lib/rpm/rpmdb.sqlite-wal") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        SqliteTable.read(open(SQLITE.sample()), open(bytes), taker);
      }
    },
    NDB("rpm-ndb/root/var/lib/rpm/Packages.db") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        NdbPackages.read(open(bytes), taker);
      }
    },
    BDB("rpm-bdb/root/var/lib/rpm/Packages") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        BdbHash.read(open(bytes), taker);
      }
    },
    BIG_ENDIAN_BDB("rpm-bdb-big-endian/root/var/lib/rpm/Packages") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        BdbHash.read(open(bytes), taker);
      }
    },
    HEADER("") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws MalformedException {
        RpmBlob blob = new RpmBlob();
        blob.append(bytes, 0, bytes.length);
        taker.take(blob);
      }
    },
    MANIFEST("") {
      @Override
      void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException {
        for (RpmEntry entry : RpmManifest.read(open(bytes))) {
          judge(entry);
        }
      }
    };

    private final String path;

    Parser(String path) {
      this.path = path;
    }

    abstract void parse(byte[] bytes, RpmBlob.Taker taker) throws IOException, MalformedException;

    byte[] sample() throws IOException {
      byte[] known = SAMPLES.get(this);
      if (known == null) {
        known =
            switch (this) {
              case HEADER -> header();
              case MANIFEST -> manifest();
              default -> Files.readAllBytes(HOSTS.resolve(path));
            };
        SAMPLES.put(this, known);
      }
      return known;
    }
  }

  private static byte[] header() {
    return RpmSamples.Header.of("name", "1.0", "1", "noarch")
        .numbers(1003, 1)
        .text(1044, "name-1.0-1.src.rpm")
        .states((byte) 0, (byte) 0)
        .files("/usr/", "d41d8cd98f00b204e9800998ecf8427e", "a", "b")
        .numbers(5011, 8)
        .bytes();
  }

  private static byte[] manifest() {
    return "vim\t9.0-1.cm2\t1\t1\tMicrosoft\t2\t1\tx86_64\t2\tvim-9.0-1.cm2.src.rpm\n"
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static RpmBytes open(byte[] bytes) throws IOException, MalformedException {
    return new RpmBytes(new RpmSamples.Memory(bytes), 1 << 30);
  }

  private static void judge(RpmEntry entry) {
    String all = entry.name() + entry.evr() + entry.arch() + entry.sourceRpm();
    assertTrue(all.chars().allMatch(c -> c >= ' ' && c != 0x7f), all);
    assertFalse(entry.name().isBlank());
    RpmPurl.of(entry, null);
  }

  /** Anything thrown but the one exception is a fault, and so is a run without an end. */
  private static void take(Parser parser, byte[] bytes) throws IOException {
    long start = cpuNanos();
    RpmHeader header = new RpmHeader();
    try {
      parser.parse(
          bytes,
          blob -> {
            header.parse(blob.bytes(), blob.length());
            judge(RpmEntry.of(header));
            RpmFileList files = new RpmFileList(header);
            for (int i = 0; i < files.size(); i++) {
              assertFalse((files.folder(i) + files.name(i) + files.digest(i)).isEmpty());
            }
          });
    } catch (MalformedException e) {
      String reason = String.valueOf(e.getMessage());
      assertFalse(reason.isBlank());
      assertTrue(reason.chars().allMatch(c -> c >= ' ' && c != 0x7f), reason);
    }
    assertTrue(cpuNanos() - start < MAX_NANOS);
  }

  /** Numbers go wrong by being huge, negative, one off, or another's. */
  private static byte[] mutated(byte[] sample, Random random) {
    byte[] bytes = sample.clone();
    for (int i = random.nextInt(8); i >= 0 && bytes.length > 0; i--) {
      // structure lies at the beginning of files and pages more often than anywhere else
      int at =
          switch (random.nextInt(3)) {
            case 0 -> random.nextInt(Math.min(bytes.length, 256));
            case 1 ->
                Math.min(bytes.length - 1, random.nextInt(bytes.length) & ~0xfff)
                    + random.nextInt(64);
            default -> random.nextInt(bytes.length);
          };
      at = Math.min(at, bytes.length - 1);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) -random.nextInt(2));
        case 3 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int count = Math.min(1 << random.nextInt(13), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, count);
        }
        default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  @ParameterizedTest
  @EnumSource
  void a_damaged_sample_parses_or_gives_a_reason(Parser parser) throws IOException {
    take(parser, parser.sample());
    for (long seed = 0; seed < 400; seed++) {
      take(parser, mutated(parser.sample(), new Random(seed)));
    }
  }

  @Property(tries = 300)
  void random_bytes_parse_or_give_a_reason(@ForAll byte[] bytes, @ForAll Parser parser)
      throws IOException {
    take(parser, bytes);
  }

  @Property(tries = 300)
  void a_damaged_header_in_a_sound_database_gives_a_reason(@ForAll long seed) throws IOException {
    take(Parser.NDB, RpmSamples.ndb(mutated(header(), new Random(seed)), header()));
  }

  /** What this thread has used: other work on the machine is nobody's hang. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Longer; {@code fuzz.seconds} says how long, for all parsers together. */
  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void fuzz(Parser parser) throws IOException {
    long seconds = Long.getLong("fuzz.seconds", 20) * 1_000_000_000L / Parser.values().length;
    long end = System.nanoTime() + seconds;
    for (long i = 0; System.nanoTime() < end; i++) {
      Random random = new Random(i);
      byte[] bytes = parser.sample();
      for (int rounds = random.nextInt(4); rounds >= 0; rounds--) {
        bytes = mutated(bytes, random);
      }
      take(parser, bytes);
    }
  }

  @Test
  void the_samples_are_sound() throws Exception {
    for (Parser parser : Parser.values()) {
      parser.parse(parser.sample(), blob -> new RpmHeader().parse(blob.bytes(), blob.length()));
    }
  }
}
