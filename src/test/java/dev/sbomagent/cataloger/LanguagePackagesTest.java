package dev.sbomagent.cataloger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sbomagent.inventory.Cataloger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one file says, ecosystem by ecosystem, as syft 1.54.1 reads it. */
class LanguagePackagesTest {
  private static final Cataloger PYTHON = new PythonCataloger();
  private static final Cataloger GEM = new GemCataloger();
  private static final Cataloger NODE = new NodeCataloger();
  private static final Cataloger PHP = new PhpCataloger();
  private static final Cataloger DOTNET = new DotnetCataloger();
  private static final Cataloger CONDA = new CondaCataloger();
  private static final Cataloger R = new RCataloger();
  private static final Cataloger ERLANG = new ErlangCataloger();

  @TempDir Path root;
  private Tree tree = new Tree(Path.of(""));

  @BeforeEach
  void start() {
    tree = new Tree(root);
  }

  private List<String> found(Cataloger cataloger, String path, String text) throws IOException {
    return tree.file(path, text).found(cataloger);
  }

  private List<String> python(String text) throws IOException {
    return found(PYTHON, "lib/x.dist-info/METADATA", text);
  }

  @Test
  void python_finds_wheels_and_eggs_of_every_shape() throws IOException {
    String text = "Metadata-Version: 2.1\nName: n\nVersion: 1\n";
    for (String path :
        List.of(
            "a/x-1.dist-info/METADATA",
            "b/dist-info/METADATA",
            "c/x-1.egg-info/PKG-INFO",
            "d/EGG-INFO/PKG-INFO",
            "e/DIST-INFO/METADATA",
            "f/x-1.egg-info",
            "g/x-1.Dist-Info/METADATA",
            "h/x-1.dist-info/PKG-INFO",
            "i/METADATA")) {
      tree.file(path, text);
    }
    assertEquals(6, tree.found(PYTHON).size());
  }

  @Test
  void python_names_are_normal_and_versions_verbatim() throws IOException {
    assertEquals(
        List.of("zope-interface 01.0+Local pkg:pypi/zope-interface@01.0%2BLocal"),
        python("Name: Zope__.Interface\nVersion: 01.0+Local\n"));
  }

  @Test
  void python_takes_the_last_of_equal_fields_before_the_first_empty_line() throws IOException {
    assertEquals(
        List.of("b 2 pkg:pypi/b@2"),
        python("\n\nName: a\nVersion: 1\nName: b\n\tVersion: 2\r\n\r\nName: c\n"));
  }

  @Test
  void python_joins_continued_lines() throws IOException {
    assertEquals(
        List.of("a 1\n x pkg:pypi/a@1%0A%20x"), python("Name: a\nVersion: 1\n   x\nSummary: s\n"));
  }

  @Test
  void python_without_a_version_has_none() throws IOException {
    assertEquals(List.of("a null pkg:pypi/a"), python("Name: a\n"));
    assertEquals(List.of("a null pkg:pypi/a@UNKNOWN"), python("Name: a\nVersion: UNKNOWN\n"));
  }

  @Test
  void python_itself_and_what_has_no_name_are_no_packages() throws IOException {
    assertEquals(List.of(), python("Name: Python\nVersion: 2.7\n"));
    assertEquals(List.of(), python("Version: 2.7\n"));
  }

  @Test
  void python_finds_a_name_in_another_case() throws IOException {
    assertEquals(List.of("a 1 pkg:pypi/a@1"), python("name: a\nVERSION: 1\n"));
  }

  @Test
  void python_cannot_read_what_starts_with_a_continuation() throws IOException {
    assertEquals(List.of(), python(" x\nName: a\n"));
    assertEquals(List.of("/lib/x.dist-info/METADATA"), tree.malformed(PYTHON));
  }

  @Test
  void python_says_which_repository_a_package_came_from() throws IOException {
    tree.file(
        "lib/x.dist-info/direct_url.json",
        "{\"url\":\"https://e.invalid/x.git\",\"vcs_info\":{\"vcs\":\"git\",\"commit_id\":\"ab\"}}");
    assertEquals(
        List.of("a 1 pkg:pypi/a@1?vcs_url=git%2Bhttps%3A%2F%2Fe.invalid%2Fx.git%40ab"),
        python("Name: a\nVersion: 1\n"));
  }

  @Test
  void python_ignores_other_and_broken_origins() throws IOException {
    tree.file("lib/x.dist-info/direct_url.json", "{\"url\":\"file:///x\",\"dir_info\":{}}");
    assertEquals(List.of("a 1 pkg:pypi/a@1"), python("Name: a\nVersion: 1\n"));
    tree.file("lib/x.dist-info/direct_url.json", "{\"url\":1,\"vcs_info\":{\"vcs\":\"git\"}}");
    assertEquals(List.of("a 1 pkg:pypi/a@1"), tree.found(PYTHON));
  }

  @Test
  void gem_takes_literals_in_either_quotes() throws IOException {
    assertEquals(
        List.of("rake 13.0.6 pkg:gem/rake@13.0.6"),
        found(GEM, "s/rake.gemspec", "  s.name = \"rake\".freeze\n  s.version='13.0.6'\n"));
  }

  @Test
  void gem_with_a_computed_version_has_none() throws IOException {
    assertEquals(
        List.of("rake null pkg:gem/rake"),
        found(
            GEM,
            "rake.gemspec",
            "spec.name = \"rake\"\nspec.version = Rake::VERSION\ns.required_rubygems_version "
                + "= Gem::Requirement.new(\">= 0\".freeze)\n"));
  }

  @Test
  void gem_without_a_literal_name_is_none() throws IOException {
    assertEquals(List.of(), found(GEM, "x.gemspec", "s.name = NAME\ns.version = \"1\"\n"));
    assertEquals(List.of(), found(GEM, "x.gemspec", "s.name = \"\"\ns.version = \"1\"\n"));
  }

  @Test
  void gem_values_reach_to_the_last_quote_and_the_last_assignment_wins() throws IOException {
    assertEquals("x\" # 'y", Gemspec.assigned("s.name = \"x\" # 'y'", ".name"));
    assertEquals("b", Gemspec.assigned("a.name = 'a'; b.name = 'b'", ".name"));
    assertEquals("", Gemspec.assigned("s.name == 'a'", ".name"));
    assertEquals("", Gemspec.assigned("s.name = 'a", ".name"));
    assertEquals(
        List.of("b 2 pkg:gem/b@2"),
        found(GEM, "x.gemspec", "s.name='a'\ns.name='b'\ns.version='1'\ns.version='2'\n"));
  }

  @Test
  void gem_renders_escaped_letters() throws IOException {
    assertEquals(
        List.of("a\u00e9 1 pkg:gem/a%C3%A9@1"),
        found(GEM, "x.gemspec", "s.name = \"a\\u00E9\"\ns.version = \"1\"\n"));
  }

  @Test
  void npm_splits_the_scope() throws IOException {
    assertEquals(
        List.of("@babel/core 7.0.0 pkg:npm/%40babel/core@7.0.0"),
        found(
            NODE,
            "node_modules/@babel/core/package.json",
            "{\"name\":\"@babel/core\",\"version\":\"7.0.0\",\"author\":\"a <b>\","
                + "\"repository\":{\"type\":\"git\"},\"private\":false,\"files\":[1]}"));
  }

  @Test
  void npm_without_a_name_is_none_and_without_a_version_has_none() throws IOException {
    assertEquals(List.of(), found(NODE, "a/package.json", "{\"type\":\"module\"}"));
    assertEquals(List.of("n null pkg:npm/n"), found(NODE, "b/package.json", "{\"Name\":\"n\"}"));
  }

  @Test
  void npm_with_a_field_of_another_kind_is_none_as_for_syft() throws IOException {
    for (String field :
        List.of(
            "\"version\":1",
            "\"private\":\"true\"",
            "\"homepage\":[]",
            "\"repository\":{\"url\":1}",
            "\"author\":7",
            "\"contributors\":[{\"name\":{}}]",
            "\"dependencies\":[]")) {
      assertEquals(List.of(), found(NODE, "package.json", "{\"name\":\"n\"," + field + "}"), field);
    }
  }

  @Test
  void npm_takes_the_last_of_equal_names_and_letters_that_are_no_utf_8() throws IOException {
    tree.file(
        "package.json",
        "{\"name\":\"a\",\"author\":\"\u00e9\",\"name\":\"n\"}"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of("n null pkg:npm/n"), tree.found(NODE));
  }

  @Test
  void npm_passes_over_what_is_no_json() throws IOException {
    assertEquals(List.of(), found(NODE, "package.json", "# template\n"));
    assertEquals(List.of(), tree.malformed(NODE));
  }

  @Test
  void npm_says_that_broken_json_was_not_understood() throws IOException {
    assertEquals(List.of(), found(NODE, "package.json", "{\"name\":\"a\",}"));
    assertEquals(List.of("/package.json"), tree.malformed(NODE));
  }

  @Test
  void composer_reads_both_versions_of_its_record() throws IOException {
    String one = "{\"name\":\"Symfony/Console\",\"version\":\"v5.4.0\",\"license\":[\"MIT\"]}";
    List<String> expected = List.of("symfony/console v5.4.0 pkg:composer/Symfony/Console@v5.4.0");
    assertEquals(expected, found(PHP, "vendor/composer/installed.json", "[" + one + "]"));
    assertEquals(
        expected,
        found(
            PHP,
            "vendor/composer/installed.json",
            "{\"packages\":[" + one + ",null,{}],\"dev\":true}"));
  }

  @Test
  void composer_record_with_a_field_of_another_kind_is_none() throws IOException {
    assertEquals(
        List.of(),
        found(PHP, "installed.json", "[{\"name\":\"a/b\",\"version\":\"1\",\"require\":[]}]"));
  }

  @Test
  void conda_has_no_purl() throws IOException {
    assertEquals(
        List.of("zlib 1.2.11 null"),
        found(
            CONDA,
            "opt/conda/conda-meta/zlib-1.2.11-0.json",
            "{\"name\":\"zlib\",\"version\":\"1.2.11\",\"build_number\":0,\"arch\":null}"));
  }

  @Test
  void conda_record_with_a_field_of_another_kind_is_none() throws IOException {
    assertEquals(List.of(), found(CONDA, "conda-meta/x.json", "{\"name\":\"a\",\"size\":1.5}"));
  }

  @Test
  void r_needs_a_package_and_a_version() throws IOException {
    assertEquals(
        List.of("boot 1.3-28 pkg:cran/boot@1.3-28"),
        found(R, "lib/R/boot/DESCRIPTION", "Package: boot\nTitle: a\n b\nVersion: 1.3-28\n"));
    assertEquals(1, found(R, "other/DESCRIPTION", "Package: x\n").size());
  }

  @Test
  void r_joins_values_as_syft_does() throws IOException {
    assertEquals(
        List.of("a\nb lost1 pkg:cran/a%0Ab@lost1"),
        found(R, "x/DESCRIPTION", "Package: a\n b\nTitle: t\n c\n: lost\nVersion: 1\n"));
  }

  @Test
  void erlang_reads_its_resource_file() throws IOException {
    assertEquals(
        List.of("ssl 10.9 pkg:otp/ssl@10.9"),
        found(
            ERLANG,
            "ssl.app",
            "%% c\n{application, 'ssl', [{description,\"a \\\"b\\\"\"}, % x\n {modules, []}, "
                + "{vsn,\"10.9\"},{env,[{a,<<\"b\">>}]}]}.\n"));
  }

  @Test
  void erlang_passes_over_other_files_of_that_name() throws IOException {
    assertEquals(List.of(), found(ERLANG, "x.app", "#!/bin/sh\nexit 1\n"));
    assertEquals(List.of(), tree.malformed(ERLANG));
  }

  @Test
  void erlang_says_that_an_application_was_not_understood() throws IOException {
    assertEquals(List.of(), found(ERLANG, "x.app", "{application, x, [{vsn, -1}]}."));
    assertEquals(List.of("/x.app"), tree.malformed(ERLANG));
  }

  private static String deps(String targets, String libraries) {
    return "{\"runtimeTarget\":{\"name\":\"t\"},\"targets\":{\"t\":{"
        + targets
        + "}},\"libraries\":{"
        + libraries
        + "}}";
  }

  @Test
  void dotnet_lists_the_application_and_what_claims_a_library_or_needs_one() throws IOException {
    String targets =
        "\"app/1.0.0\":{\"dependencies\":{\"Needs\":\"1\"}},"
            + "\"Needs/1\":{\"dependencies\":{\"Has\":\"2\"}},"
            + "\"Has/2\":{\"runtime\":{\"lib/net6.0/Has.dll\":{}}},"
            + "\"Empty/3\":{},"
            + "\"Other/4\":{\"runtime\":{\"Other.dll\":{}}},"
            + "\"Reference/5\":{\"compile\":{\"r.dll\":{}}}";
    String libraries =
        "\"app/1.0.0\":{\"type\":\"project\"},\"Other/4\":{\"type\":\"project\"},"
            + "\"Reference/5\":{\"type\":\"referenceassembly\",\"path\":\"\",\"sha512\":\"\"},"
            + "\"Has/2\":{\"type\":\"package\",\"serviceable\":true}";
    assertEquals(
        List.of(
            "app 1.0.0 pkg:nuget/app@1.0.0", "has 2 pkg:nuget/Has@2", "needs 1 pkg:nuget/Needs@1"),
        found(DOTNET, "srv/app.deps.json", deps(targets, libraries)));
  }

  @Test
  void dotnet_does_not_ask_for_claims_where_libraries_are_merged() throws IOException {
    assertEquals(
        List.of("a 1 pkg:nuget/A@1", "ilmerge 2 pkg:nuget/ILMerge@2"),
        found(DOTNET, "x.deps.json", deps("\"A/1\":{},\"ILMerge/2\":{}", "")));
  }

  @Test
  void dotnet_lists_the_libraries_for_browsers_beside_the_application() throws IOException {
    tree.file(
        "srv/libman.json",
        "{\"defaultProvider\":\"cdnjs\",\"libraries\":[{\"library\":\"jquery@3.6.0\"},"
            + "{\"library\":\"x@1\",\"provider\":\"filesystem\"},{\"library\":\"@a/b@1\"}]}");
    assertEquals(
        List.of("jquery 3.6.0 pkg:npm/jquery@3.6.0"),
        found(DOTNET, "srv/a.deps.json", deps("", "")));
  }

  @Test
  void dotnet_of_the_first_release_is_none_as_for_syft() throws IOException {
    assertEquals(
        List.of(),
        found(
            DOTNET,
            "a.deps.json",
            "{\"runtimeTarget\":\"t\",\"targets\":{\"t\":{\"A/1\":{\"native\":{\"a\":{}}}}}}"));
  }

  @Test
  void a_file_under_the_name_of_a_link_is_found_by_that_name() throws IOException {
    tree.file("store/record", "Name: a\nVersion: 1\n");
    Files.createDirectories(root.resolve("lib/a.dist-info"));
    Files.createSymbolicLink(
        root.resolve("lib/a.dist-info/METADATA"), Path.of("../../store/record"));
    assertEquals(List.of("a 1 pkg:pypi/a@1"), tree.found(PYTHON));
  }
}
