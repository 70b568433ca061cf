package dev.sbomagent.cataloger;

import dev.sbomagent.component.Component;
import dev.sbomagent.component.Family;
import dev.sbomagent.component.Presence;
import dev.sbomagent.component.Purl;
import dev.sbomagent.component.Slot;
import dev.sbomagent.inventory.FileCataloger;
import dev.sbomagent.inventory.FileKind;
import dev.sbomagent.inventory.FoundFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Installations of Java by their {@code release} file; not those whose file a package owns.
 *
 * <p>Source: syft java/parse_jvm_release.go (1.54.1).
 */
public final class JvmCataloger implements FileCataloger {
  /** Beyond this syft does not read. */
  private static final int MAX_BYTES = 500_000;

  @Override
  public Family family() {
    return Family.JVM;
  }

  @Override
  public boolean wants(String folder, String name) {
    return name.equals("release");
  }

  @Override
  public boolean yieldsToPackages() {
    return true;
  }

  @Override
  public List<Component> read(FoundFile file) throws IOException {
    JvmRelease release = JvmRelease.parse(file.head(MAX_BYTES));
    if (release == null) {
      return List.of();
    }
    boolean jdk = file.host().has(file.folder() + "/bin/javac", FileKind.REGULAR);
    String product = product(release, file.location(), jdk);
    int slash = product.indexOf('/');
    String name = product.substring(slash + 1);
    StringBuilder purl = new StringBuilder(96).append("pkg:generic/");
    purl.append(product, 0, slash + 1).append(name);
    String version = release.version();
    if (!version.isEmpty()) {
      purl.append('@').append(Purl.encode(version));
    }
    if (!release.repository().isEmpty()) {
      purl.append("?repository_url=").append(Purl.encode(release.repository()));
    }
    return List.of(
        new Component(
            new Slot(Family.JVM.ecosystem(), "", name, ""),
            KnownVersion.of(version),
            purl.toString(),
            List.of(file.location()),
            Presence.INSTALLED));
  }

  /** Vendor and product (jvmPrimaryVendorProduct). */
  private static String product(JvmRelease release, String path, boolean jdk) {
    String implementor = release.implementor().toLowerCase(Locale.ROOT).replace(" ", "");
    boolean jre = release.imageType().toLowerCase(Locale.ROOT).contains("jre");
    String edition = jdk || !jre ? "jdk" : "jre";
    if (implementor.contains("azul") || path.contains("zulu")) {
      return "azul/zulu";
    }
    if (implementor.contains("sun")) {
      return "sun/" + edition;
    }
    if (implementor.contains("ibm") || path.contains("/ibm")) {
      return jdk ? "ibm/java_sdk" : "ibm/java";
    }
    if (implementor.contains("oracle")
        || path.contains("oracle")
        || release.buildType().contains("commercial")) {
      return "oracle/" + edition;
    }
    return "oracle/openjdk";
  }
}
