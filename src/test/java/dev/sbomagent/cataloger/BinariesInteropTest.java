package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sbomagent.inventory.FileCataloger;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real syft says of programs by the real Go, of real programs with crates, of this JDK.
 */
@Tag("interop")
class BinariesInteropTest {
  private static final String GO_PROGRAMS =
      """
      export GOTOOLCHAIN=local GOPROXY=off GOSUMDB=off GOFLAGS=-mod=vendor CGO_ENABLED=0
      export GOCACHE="$1/cache" GOPATH="$1/path" HOME="$1"
      mkdir -p app/cmd app/build local out root/bin
      for module in dep orig; do
        mkdir -p app/vendor/example.com/$module
        echo "package $module; var V string" >app/vendor/example.com/$module/v.go
      done
      printf 'module example.com/Local\\ngo 1.20\\n' >local/go.mod
      mkdir -p app/vendor/example.com/Local
      echo 'package local; var V string' | tee local/v.go >app/vendor/example.com/Local/v.go
      cat >app/go.mod <<END
      module example.com/Acme/app
      go 1.20
      require (
        example.com/Local v0.0.0
        example.com/dep v1.2.3
        example.com/orig v1.0.0
      )
      replace example.com/Local => ../local
      replace example.com/orig => example.com/Fork/v2 v2.0.1
      END
      cat >app/vendor/modules.txt <<END
      # example.com/Local v0.0.0 => ../local
      ## explicit; go 1.20
      example.com/Local
      # example.com/dep v1.2.3
      ## explicit
      example.com/dep
      # example.com/orig v1.0.0 => example.com/Fork/v2 v2.0.1
      ## explicit
      example.com/orig
      # example.com/Local => ../local
      # example.com/orig => example.com/Fork/v2 v2.0.1
      END
      echo 'package build; var Version string' >app/build/v.go
      cat >app/cmd/main.go <<END
      package main
      import ("example.com/Acme/app/build"; "example.com/Local"; "example.com/dep"; "example.com/orig")
      var version, gitTag string
      func main() { println(build.Version, local.V, dep.V, orig.V, version, gitTag) }
      END
      cd app
      build() { name=$1; shift; go build -o "../root/bin/$name" "$@" ./cmd; }
      build plain -buildvcs=false
      build version -buildvcs=false -ldflags '-s -w -X main.version=refs/v1.2.3-rc1'
      build tag -buildvcs=false -ldflags '-X "main.gitTag=4.5.6"'
      build package -buildvcs=false -ldflags '-X example.com/Acme/app/build.Version=7.8.9'
      build pie -buildvcs=false -buildmode=pie
      for arch in 386 arm64 s390x ppc64 riscv64; do GOARCH=$arch build $arch -buildvcs=false; done
      go build -buildvcs=false -o ../root/bin/file ./cmd/main.go
      git init -q .
      git add -A
      git -c user.email=a@b.c -c user.name=n commit -qm x
      build commit -buildvcs=true
      echo // >>cmd/main.go
      build dirty -buildvcs=true
      build released -buildvcs=true -ldflags '-X main.version=2.0.0'
      # sections stripped: found by a search through the data
      for arch in plain arm64; do
        cp ../root/bin/$arch ../root/bin/$arch-bare
        for at in 40 44 60; do
          printf '\\0\\0\\0\\0' | dd of=../root/bin/$arch-bare bs=1 seek=$at conv=notrunc status=none
        done
      done
      """;

  private static final String RUST_PROGRAMS =
      """
      mkdir -p root/bin
      for section in .dep-v0 .rust-deps-v0 .other; do
        objcopy --add-section $section="$1/crates" /usr/bin/true root/bin/a$section
        objcopy --add-section $section="$1/crates" -S /usr/bin/true root/bin/b$section
      done
      echo nonsense >bad
      objcopy --add-section .dep-v0=bad /usr/bin/true root/bin/bad
      """;

  @TempDir Path folder;

  private String run(String script) throws Exception {
    File errors = folder.resolve("errors").toFile();
    ProcessBuilder builder =
        new ProcessBuilder("/bin/sh", "-ec", script, "sh", folder.toString())
            .directory(folder.toFile())
            .redirectError(errors);
    String path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().put("PATH", path + ":/usr/local/go/bin");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> text(errors.toPath()));
    return out.strip();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  /** Ours must be what syft lists, and that must be something. */
  private void compare(FileCataloger cataloger, int least) throws Exception {
    String tools = run(Path.of("src/interop/tools").toAbsolutePath().toString());
    run(
        "SYFT_CHECK_FOR_APP_UPDATE=false "
            + tools
            + "/bin/syft-1.54.1 -q scan dir:\"$1/root\" -o cyclonedx-json >\"$1/bom\"");
    SortedSet<String> expected = SyftSets.golden(folder.resolve("bom"), cataloger.family());
    assertEquals(expected, SyftSets.host(folder.resolve("root"), cataloger));
    assertTrue(expected.size() >= least, expected.toString());
  }

  @Test
  void says_of_go_programs_what_syft_says() throws Exception {
    run(GO_PROGRAMS);
    compare(new GoCataloger(), 80);
  }

  @Test
  void says_of_programs_with_crates_what_syft_says() throws Exception {
    Files.write(
        folder.resolve("crates"),
        RustCatalogerTest.deflated(RustCatalogerTest.CRATES.getBytes(StandardCharsets.UTF_8)));
    run(RUST_PROGRAMS);
    compare(new RustCataloger(), 10);
  }

  @Test
  void says_of_jars_and_of_a_jdk_what_syft_says() throws Exception {
    run("mkdir -p root/opt && cp -a " + System.getProperty("java.home") + " root/opt/jdk");
    compare(new JvmCataloger(), 1);
    compare(new JavaCataloger(), 0);
    String repository = System.getProperty("user.home") + "/.m2/repository/org";
    run("cp -a " + repository + " root/opt/repository");
    compare(new JavaCataloger(), 100);
  }
}
