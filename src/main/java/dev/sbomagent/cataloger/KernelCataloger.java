package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.KernelModulePath;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FoundFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Kernels: their modules by place, and their images by name and boot header. A slot is a release,
 * and holds one component for each of its files. Modules are not opened: there are thousands, and
 * most are compressed in ways the JDK does not know.
 *
 * <p>Source: syft kernel/cataloger.go (1.54.1) for the places and names.
 */
public final class KernelCataloger implements FileCataloger {
  private static final String[] IMAGES = {"vmlinuz", "vmlinux", "kernel", "bzImage", "zImage"};

  @Override
  public Family family() {
    return Family.KERNEL;
  }

  @Override
  public boolean wants(String folder, String name) {
    return KernelModulePath.isModule(name)
        ? !KernelModulePath.release(folder + "/" + name).isEmpty()
        : isImage(name);
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException {
    if (KernelModulePath.isModule(file.name())) {
      String place = file.location();
      // a link may give the name
      String named = place.substring(0, place.lastIndexOf('/') + 1) + file.name();
      String release = KernelModulePath.release(named);
      return release.isEmpty() ? List.of() : List.of(component(release, null, place));
    }
    String release = KernelImage.release(file);
    return release == null
        ? List.of()
        : List.of(
            component(
                release, "pkg:generic/linux-kernel@" + Purl.encode(release), file.location()));
  }

  @Override
  public Optional<Boolean> isListable(FoundFile file) throws IOException {
    return KernelModules.isListedBySyft(file);
  }

  private static Component component(String release, @Nullable String purl, String location) {
    Slot slot = new Slot(Family.KERNEL.ecosystem(), "", release, "");
    return new Component(slot, null, purl, List.of(location), Presence.INSTALLED);
  }

  /** {@code vmlinuz} or {@code vmlinuz-…}, and the other names of images. */
  private static boolean isImage(String name) {
    for (String image : IMAGES) {
      if (name.startsWith(image)
          && (name.length() == image.length() || name.charAt(image.length()) == '-')) {
        return true;
      }
    }
    return false;
  }
}
