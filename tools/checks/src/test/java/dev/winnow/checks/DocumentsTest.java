package dev.winnow.checks;

import dev.winnow.daemon.settings.EnvironmentFile;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.SettingsCheck;
import dev.winnow.daemon.settings.Variable;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Documents that must agree with the code. */
class DocumentsTest {
    /** Given to one process by whoever starts it, or read by the launcher and the command line only. */
    private static final Set<String> NOT_FOR_PROD_ENV = Set.of("WINNOW_DB_USERNAME", "WINNOW_DB_UPGRADE", "WINNOW_HOME",
            "WINNOW_JAVA_HOME", "WINNOW_JAVA_OPTIONS", "WINNOW_CHECKOUT", "WINNOW_URL", "WINNOW_TOKEN", "SENTRY_DSN");

    private final Path checkout = Path.of(System.getProperty("winnow.checkout"));

    @Test
    void eachVariableIsInTheExampleAndNothingElse() throws IOException {
        Set<String> documented = found("prod.env.example", "(?m)^#(WINNOW_[A-Z0-9_]+)=");

        Set<String> known = Variables.ALL.stream().map(Variable::name).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(Variables.ALL.stream().map(Variable::fileName).toList());
        assertThat(known).containsAll(documented);
        known.removeIf(name -> name.endsWith("_FILE") || NOT_FOR_PROD_ENV.contains(name) || name.contains("PASSWORD"));
        documented.removeIf(name -> name.contains("PASSWORD"));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void eachDefaultInTheExampleIsThatOfTheCode() throws IOException {
        Matcher lines = Pattern.compile("(?m)^#(WINNOW_[A-Z0-9_]+)=(.*)$").matcher(Files.readString(checkout.resolve(
                "prod.env.example")));
        Map<String, String> shown = new TreeMap<>();
        while (lines.find()) {
            shown.put(lines.group(1), lines.group(2));
        }
        // Where the packages have it; elsewhere it is the checkout's.
        shown.remove("WINNOW_PLUGINS_DIR");
        Map<String, String> defaults = new TreeMap<>();
        for (Variable variable : Variables.ALL) {
            if (shown.containsKey(variable.name())) {
                defaults.put(variable.name(), variable.defaultValue() == null ? "" : variable.defaultValue());
            }
        }
        assertThat(shown).hasSizeGreaterThan(40).isEqualTo(defaults);
    }

    @Test
    void theExampleWithEachLineInForceIsReadAlikeByAllAndAccepted(@TempDir Path folder) throws IOException {
        String inForce = Files.readString(checkout.resolve("prod.env.example")).replaceAll("(?m)^#([A-Za-z_]+=)", "$1");
        EnvironmentFile read = EnvironmentFile.read(Files.writeString(folder.resolve("prod.env"), inForce));

        assertThat(read.complaints()).isEmpty();
        assertThat(new SettingsCheck(SettingValues.of(read.values())).complaints()).isEmpty();
        assertThat(new SettingsCheck(SettingValues.of(read.values())).unknown(read.values().keySet())).isEmpty();
    }

    /** The same file that systemd, Compose and the launcher are tried with. */
    @Test
    void theDoctorReadsAFileOfSettingsAsTheOthersDo() throws IOException {
        EnvironmentFile read = EnvironmentFile.read(checkout.resolve("tools/packages/settings.env"));
        Map<String, String> expected = new TreeMap<>();
        Files.readAllLines(checkout.resolve("tools/packages/settings.expected")).forEach(line -> expected.put(line
                .substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));

        assertThat(read.values()).containsAllEntriesOf(expected).hasSameSizeAs(expected);
        assertThat(read.complaints()).isEmpty();
    }

    @Test
    void eachWarningCodeIsExplained() throws IOException {
        Set<String> documented = found("docs/plugins/warnings.md", "(?m)^## (P\\d{3}) ");

        assertThat(documented).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(WarningCode.values()).map(WarningCode::code).sorted().toList());
    }

    @Test
    void eachLinkBetweenDocumentsLeadsSomewhere() throws IOException {
        List<Path> documents = documents();
        assertThat(documents).hasSizeGreaterThan(15);
        for (Path file : documents) {
            Matcher links = Pattern.compile("\\]\\((?!http)([^)#]+)").matcher(Files.readString(file));
            while (links.find()) {
                assertThat(file.resolveSibling(links.group(1))).as(file + " links to it").exists();
            }
        }
    }

    private List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(checkout.resolve("README.md"),
                checkout.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(checkout.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    private Set<String> found(String document, String pattern) throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(checkout.resolve(document)));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
