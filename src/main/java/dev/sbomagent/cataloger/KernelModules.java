package dev.sbomagent.cataloger;

import dev.sbomagent.inventory.FoundFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Kernel modules: their places, and which of them syft leaves out. It lists a module only if its
 * {@code .modinfo} section names a kernel and the module, and drops one with a parameter that lacks
 * its description (syft kernel/parse_linux_kernel_module_file.go).
 */
public final class KernelModules {
  /** The largest modules are some 30 MiB with symbols. */
  private static final int MAX_MODULE = 64 << 20;

  private KernelModules() {}

  /**
   * Whether syft 1.54.1 lists this module; empty when that cannot be told, for one compressed by xz
   * or zstd, or damaged beyond reading.
   */
  static Optional<Boolean> isListedBySyft(FoundFile module) throws IOException {
    byte[] bytes;
    if (module.name().endsWith(".ko")) {
      bytes = module.size() > MAX_MODULE ? null : module.head(MAX_MODULE);
    } else if (module.name().endsWith(".ko.gz")) {
      bytes = unzipped(module);
    } else {
      bytes = null;
    }
    return bytes == null ? Optional.empty() : Optional.of(isListed(bytes));
  }

  private static byte @Nullable [] unzipped(FoundFile module) throws IOException {
    try (InputStream in = new GZIPInputStream(module.stream(), 64 << 10)) {
      byte[] bytes = in.readNBytes(MAX_MODULE + 1);
      return bytes.length > MAX_MODULE ? null : bytes;
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      return null;
    }
  }

  /** Whether syft lists a module of these bytes. */
  static boolean isListed(byte[] elf) {
    int[] place = ModuleSection.find(elf);
    if (place.length == 0) {
      return false;
    }
    boolean named = false;
    boolean kernel = false;
    int from = place[0];
    int end = place[0] + place[1];
    for (int i = from; i <= end; i++) {
      if (i == end || elf[i] == 0) {
        String entry = new String(elf, from, i - from, StandardCharsets.ISO_8859_1);
        int equals = entry.indexOf('=');
        String key = equals < 0 ? entry : entry.substring(0, equals);
        String value = equals < 0 ? "" : entry.substring(equals + 1);
        switch (key) {
          // the last one counts
          case "name" -> named = !value.isBlank();
          case "vermagic" -> kernel = kernel || !value.isBlank();
          case "parm", "parmtype" -> {
            if (value.indexOf(':') < 0) {
              return false;
            }
          }
          default -> {}
        }
        from = i + 1;
      }
    }
    return named && kernel;
  }
}
