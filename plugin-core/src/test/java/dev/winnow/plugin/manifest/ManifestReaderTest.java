package dev.winnow.plugin.manifest;

import dev.winnow.plugin.registry.PluginRefusedException;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.FrontendModule;
import dev.winnow.plugin.spi.SettingField;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ManifestReaderTest {
    @TempDir
    Path folder;

    @Test
    void everythingTheContractNamesIsRead() throws Exception {
        write("plugin.py", "");
        manifest("""
            {
              "name": "plugin_instance_type_blacklist",
              "version": "1.2.0",
              "description": "Finds instances of types that are not allowed",
              "author": "Example Ops",
              "requires": {"winnow": ">=1.0 <2.0", "plugins": {"other_plugin": ">=2.1"}},
              "initial_modules": ["plugin.py", "filters.py"],
              "permissions": ["network"],
              "settings": [{"name": "limit", "kind": "number", "default": 5}],
              "ui": [{"kind": "page", "id": "blacklist", "title": "Blacklisted types",
                      "entry": "assets/index.html", "icon": "ban", "roles": ["viewer"]}]
            }
            """);
        ManifestReading reading = read();
        Manifest manifest = reading.manifest();
        assertThat(reading.warnings()).isEmpty();
        assertThat(manifest.name()).isEqualTo("plugin_instance_type_blacklist");
        assertThat(manifest.version()).isEqualTo("1.2.0");
        assertThat(manifest.author()).isEqualTo("Example Ops");
        assertThat(manifest.language()).isEqualTo(PluginLanguage.PYTHON);
        assertThat(manifest.requiresWinnow()).isEqualTo(">=1.0 <2.0");
        assertThat(manifest.requiresPlugins()).isEqualTo(Map.of("other_plugin", ">=2.1"));
        assertThat(manifest.initialModules()).containsExactly("plugin.py", "filters.py");
        assertThat(manifest.permissions()).containsExactly("network");
        assertThat(manifest.settings()).singleElement().extracting(SettingField::defaultValue).isEqualTo(5L);
        assertThat(manifest.ui()).containsExactly(new FrontendModule("plugin_instance_type_blacklist.blacklist",
                FrontendModule.Kind.PAGE, "Blacklisted types", "assets/index.html", "ban", Set.of("viewer")));
    }

    @Test
    void anOldManifestWithOnlyModulesAndScriptsTakesItsNameFromTheFolder() throws Exception {
        manifest("{\"initial_modules\": [\"plugin.py\"], \"initial_js\": [\"assets/app.js\"]}");
        ManifestReading reading = read();
        assertThat(reading.manifest().name()).isEqualTo("my_plugin");
        assertThat(reading.manifest().version()).isEqualTo("0.0.0");
        assertThat(reading.warnings()).extracting(PluginWarning::code).containsOnly(WarningCode.MANIFEST_INCOMPLETE);
        assertThat(reading.warnings()).extracting(PluginWarning::message)
                .anySatisfy(message -> assertThat(message).contains("'my_plugin' was taken from 'my_plugin'"))
                .anySatisfy(message -> assertThat(message).contains("initial_js"));
    }

    @Test
    void withoutManifestThePluginModuleIsTakenBeforeThePackage() throws Exception {
        write("__init__.py", "");
        assertThat(read().manifest().initialModules()).containsExactly("__init__.py");
        write("plugin.py", "");
        ManifestReading reading = read();
        assertThat(reading.manifest().initialModules()).containsExactly("plugin.py");
        assertThat(reading.manifest().language()).isEqualTo(PluginLanguage.PYTHON);
        assertThat(reading.warnings()).extracting(PluginWarning::code).containsExactly(WarningCode.MANIFEST_MISSING);
    }

    @Test
    void jarsInTheFolderOrBelowLibMakeAJavaPlugin() throws Exception {
        write("lib/some.jar", "");
        assertThat(read().manifest().language()).isEqualTo(PluginLanguage.JAVA);
        manifest("{\"name\": \"named\", \"version\": \"2.0.0\"}");
        assertThat(read().manifest().language()).isEqualTo(PluginLanguage.JAVA);
        assertThat(read().manifest().name()).isEqualTo("named");
    }

    @Test
    void aFolderWithNothingInItIsNoPlugin() throws IOException {
        write("notes.txt", "hello");
        PluginWarning warning = refusal();
        assertThat(warning.plugin()).isEqualTo("my_plugin");
        assertThat(warning.code()).isEqualTo(WarningCode.MANIFEST_MISSING);
        assertThat(warning.message()).contains("no plugin.json, plugin.py, __init__.py or jar");
    }

    @Test
    void aManifestThatIsNotJsonIsNamedWithItsPosition() throws IOException {
        manifest("{\n  \"name\": \"x\",\n  oops\n}");
        PluginWarning warning = refusal();
        assertThat(warning.code()).isEqualTo(WarningCode.MANIFEST_UNREADABLE);
        assertThat(warning.file()).isEqualTo("plugin.json");
        assertThat(warning.line()).isEqualTo(3);
        assertThat(warning.message()).contains("'my_plugin'", "line 3, column ");
        assertThat(warning.hint()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        [1, 2]                              | the manifest must be an object, not a list
        {"name": "a", "name": "b"}          | the key 'name' is there twice
        {"name": "a"} x                     | line 1
        {"name": "a"                        | the file ends too early
        {"name": "A B"}                     | the name 'A B' is not allowed
        {"name": "winnow"}                  | the name 'winnow' is not allowed
        {"name": {"a": 1}}                  | 'name' must be a text, not an object
        {"x": 123456789012345678901234567}  | is too large
        {"x": 1e999999}                     | is too large
        {"initial_modules": ["../x.py"]}    | lies outside
        {"requires": {"winnow": "soon"}}    | is not a range of versions
        {"ui": {"kind": "page"}}            | 'ui' must be a list, not an object
        """)
    void aManifestOfTheWrongShapeIsASentence(String json, String expected) throws IOException {
        manifest(json);
        PluginWarning warning = refusal();
        assertThat(warning.code()).isEqualTo(WarningCode.MANIFEST_UNREADABLE);
        assertThat(warning.message()).contains(expected);
    }

    @Test
    void aTabInATextIsExplained() throws IOException {
        manifest("{\"name\":\n\"a\tb\"}");
        assertThat(refusal().message()).contains("line 2", "a tab inside a text must be written as \\t");
    }

    @Test
    void tabsBetweenValuesAndAByteOrderMarkAreNoMatter() throws Exception {
        manifest("\uFEFF{\t\"name\":\t\"tabbed\"\r\n}");
        assertThat(read().manifest().name()).isEqualTo("tabbed");
    }

    @Test
    void otherEncodingsAreNamed() throws IOException {
        bytes("{\"name\": \"a\"}", StandardCharsets.UTF_16LE);
        assertThat(refusal().message()).contains("UTF-16");
        bytes("{\n\"author\": \"M\u00fcller\"}", StandardCharsets.ISO_8859_1);
        PluginWarning warning = refusal();
        assertThat(warning.message()).contains("not UTF-8");
        assertThat(warning.line()).isEqualTo(2);
    }

    @Test
    void sizeAndDepthHaveLimits() throws IOException {
        manifest("{\"description\": \"" + "x".repeat(300_000) + "\"}");
        assertThat(refusal().message()).contains("larger than 256 KiB");
        manifest("{\"a\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}");
        assertThat(refusal().message()).contains("nested deeper than 32 levels");
        Files.writeString(folder.resolve("plugin.json"), "");
        assertThat(refusal().message()).contains("the file is empty");
    }

    @Test
    void anUnknownKeyIsAWarningThatNamesTheNearestKnownOne() throws Exception {
        manifest("{\"name\": \"a\",\n \"inital_modules\": [\"plugin.py\"],\n \"zzzzzzzzzz\": 1}");
        ManifestReading reading = read();
        assertThat(reading.warnings()).extracting(PluginWarning::code)
                .containsOnly(WarningCode.MANIFEST_UNKNOWN_KEY);
        assertThat(reading.warnings().getFirst().hint()).contains("initial_modules");
        assertThat(reading.warnings().getFirst().line()).isEqualTo(2);
        assertThat(reading.warnings().get(1).hint()).startsWith("Known are author, description");
    }

    @Test
    void aVersionOfAnotherFormIsCompleted() throws Exception {
        manifest("{\"name\": \"a\", \"version\": 1.5}");
        assertThat(read().manifest().version()).isEqualTo("1.5.0");
        assertThat(read().warnings()).singleElement().extracting(PluginWarning::code)
                .isEqualTo(WarningCode.MANIFEST_INCOMPLETE);
        manifest("{\"name\": \"a\", \"version\": \"latest\"}");
        assertThat(read().manifest().version()).isEqualTo("0.0.0");
    }

    @Test
    void anEntryThatIsWrongIsLeftOutByItself() throws Exception {
        manifest("""
            {"name": "a", "ui": [
              {"kind": "popup", "id": "one", "entry": "assets/a.html"},
              {"kind": "card", "id": "two", "entry": "../../etc/passwd"},
              {"kind": "tab", "id": "three", "entry": "assets/c.html"}],
             "settings": [{"name": "Bad Name"}, {"name": "good"}]}
            """);
        ManifestReading reading = read();
        assertThat(reading.manifest().ui()).extracting(FrontendModule::name).containsExactly("a.three");
        assertThat(reading.manifest().settings()).extracting(SettingField::name).containsExactly("good");
        assertThat(reading.warnings()).extracting(PluginWarning::code).containsExactlyInAnyOrder(
                WarningCode.DEFINITION_REFUSED, WarningCode.DEFINITION_REFUSED, WarningCode.DEFINITION_REFUSED);
        assertThat(reading.warnings()).extracting(PluginWarning::line).containsExactlyInAnyOrder(2, 3, 5);
    }

    @Test
    void theNameOfAFolderIsMadeToKeepTheRule() throws Exception {
        write("plugin.py", "");
        assertThat(new ManifestReader().read(folder, "Mein Plügin (neu)").manifest().name())
                .isEqualTo("mein_plugin_neu_");
        assertThat(PluginName.from("日本")).isEqualTo("plugin");
        assertThat(PluginName.from("winnow")).isEqualTo("plugin_winnow");
    }

    private ManifestReading read() throws PluginRefusedException {
        return new ManifestReader().read(folder, "my_plugin");
    }

    private PluginWarning refusal() {
        PluginRefusedException refused = catchThrowableOfType(PluginRefusedException.class, this::read);
        assertThat(refused).isNotNull();
        return refused.warning();
    }

    private void manifest(String json) throws IOException {
        write("plugin.json", json);
    }

    private void bytes(String json, Charset charset) throws IOException {
        Files.write(folder.resolve("plugin.json"), json.getBytes(charset));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
