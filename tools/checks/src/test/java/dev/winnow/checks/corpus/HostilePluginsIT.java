package dev.winnow.checks.corpus;

import dev.winnow.checks.corpus.Case.Outcome;
import dev.winnow.plugin.bundle.ContentCache;
import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.loader.JavaPluginRuntime;
import dev.winnow.plugin.loader.LoadReport;
import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.loader.PluginLoader;
import dev.winnow.plugin.manifest.ManifestJson;
import dev.winnow.plugin.python.PythonPluginRuntime;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.source.FolderSource;
import dev.winnow.plugin.source.SourceScan;
import dev.winnow.plugin.spi.Outbound;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.Settings;
import dev.winnow.plugin.spi.query.DbObjects;
import dev.winnow.plugin.spi.query.ResourceQuery;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All hostile and broken plugins lie beside good ones in one plugins folder, which is scanned, laid down and loaded as
 * a daemon does it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePluginsIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(8);

    private final Path resources = Path.of(System.getProperty("winnow.checkout"),
            "tools/checks/src/test/resources/corpus");
    /** For whoever mends one of them: {@code -Dcorpus.cases=archives/.*} runs these only. */
    private final String chosen = System.getProperty("corpus.cases", ".*");
    private final List<Case> cases = readCases();
    private final List<PluginWarning> warnings = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private final List<AutoCloseable> open = Collections.synchronizedList(new ArrayList<>());
    private List<MaterialisedPlugin> published = List.of();
    private List<LoadReport> reports = List.of();
    private List<String> broken = List.of();
    private Path root = Path.of("");

    private List<Case> readCases() {
        try {
            return Corpus.cases(resources);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    List<Case> casesToRun() {
        return cases.stream().filter(each -> !each.is(Outcome.PROBE)).filter(each -> each.toString().matches(chosen))
                .toList();
    }

    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void scanAndLoadThemAll(@TempDir Path folder) throws Exception {
        root = folder.toRealPath();
        Corpus corpus = new Corpus(resources, root);
        Path plugins = corpus.build(casesToRun());
        SourceScan scan = new FolderSource("local", plugins, false, corpus.reader()).scan(root.resolve("work"));
        warnings.addAll(scan.warnings());
        broken = scan.broken();
        published = laidDown(scan.plugins());
        Set<String> slow = cases.stream().filter(each -> each.is(Outcome.SLOW)).map(Case::plugin)
                .collect(Collectors.toSet());
        // Those that wait for their deadline do so beside the others.
        CompletableFuture<LoadReport> late = CompletableFuture.supplyAsync(() -> load(SHORT_DEADLINE,
                published.stream().filter(plugin -> slow.contains(plugin.name()) || Corpus.GOOD.contains(plugin.name()))
                        .toList()));
        reports = List.of(
                load(DEADLINE, published.stream().filter(plugin -> !slow.contains(plugin.name())).toList()),
                late.get());
        for (LoadReport report : reports) {
            warnings.addAll(report.warnings());
            failed.addAll(report.failed());
        }
    }

    private List<MaterialisedPlugin> laidDown(List<PluginContent> contents) throws IOException {
        ContentCache cache = new ContentCache(root.resolve("cache"));
        List<MaterialisedPlugin> laid = new ArrayList<>();
        for (PluginContent content : contents) {
            Path folder = cache.materialise(content.digest(), content.files(),
                    (file, out) -> Files.copy(content.folder().resolve(file.path()), out));
            laid.add(new MaterialisedPlugin(ManifestJson.read(ManifestJson.write(content.manifest())),
                    content.digest(), folder, Settings.NONE));
        }
        return laid;
    }

    private LoadReport load(Duration deadline, List<MaterialisedPlugin> plugins) {
        PluginLoader loader = new PluginLoader(List.of(new JavaPluginRuntime(), new PythonPluginRuntime()), deadline,
                reference -> {
                    throw new IllegalArgumentException("there are no secrets here");
                }, new Outbound() {
                    @Override
                    public ProxySelector proxySelector() {
                        return ProxySelector.of(null);
                    }

                    @Override
                    public Optional<Authenticator> proxyAuthenticator() {
                        return Optional.empty();
                    }
                });
        open.add(loader);
        return loader.load(plugins, List.of());
    }

    @AfterAll
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private List<PluginWarning> warningsOn(String plugin) {
        return warnings.stream().filter(warning -> warning.plugin().equals(plugin)).toList();
    }

    @ParameterizedTest
    @MethodSource("casesToRun")
    void whatIsWrongWithItIsSaidAndNothingElse(Case each) {
        boolean readable = each.name().equals("unreadable") && System.getProperty("user.name").equals("root");
        if (readable) {
            System.out.println(
                    "Skipped: a plugin that cannot be read, since root reads everything. Run as another user.");
        }
        Assumptions.assumeFalse(readable, "root reads everything");
        List<PluginWarning> said = warningsOn(each.plugin());
        assertThat(each.expects(said)).as("%s expects %s, and got %s", each, each.codes(), said).isTrue();
        assertThat(each.isPlaced(said)).as("%s expects the place %s, and got %s", each, each.place(), said).isTrue();
        assertThat(each.outcomes()).as("%s: %s", each, said).contains(outcome(each));
    }

    private Outcome outcome(Case each) {
        if (each.is(Outcome.SOURCE)) {
            return Outcome.SOURCE;
        }
        if (published.stream().noneMatch(plugin -> plugin.name().equals(each.plugin()))) {
            return broken.contains(each.plugin()) ? Outcome.BROKEN : Outcome.SOURCE;
        }
        if (!failed.contains(each.plugin())) {
            return Outcome.LOADED;
        }
        return each.is(Outcome.SLOW) ? Outcome.SLOW : Outcome.FAILED;
    }

    @Test
    void theGoodOnesBesideThemAreLoadedAndWorkAndHaveNoWarning() {
        for (LoadReport report : reports) {
            for (String good : Corpus.GOOD) {
                assertThat(warningsOn(good)).isEmpty();
                assertThat(report.failed()).doesNotContain(good);
                ResourceFilter filter = report.registry().find(ResourceFilter.class, good + ".filter").orElseThrow()
                        .extension();
                assertThat(filter.apply(ResourceQuery.ofType("instance"), Settings.NONE).condition())
                        .usingRecursiveComparison().isEqualTo(ResourceQuery.ofType("instance")
                                .where(DbObjects.Resource.REGION.equalTo("good")).condition());
            }
        }
    }

    @Test
    void eachPluginInTheFolderIsACaseOrGood() {
        Set<String> known = new HashSet<>(Corpus.GOOD);
        cases.forEach(each -> known.add(each.plugin()));
        assertThat(warnings).extracting(PluginWarning::plugin).isSubsetOf(known);
        assertThat(published).extracting(MaterialisedPlugin::name).isSubsetOf(known);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void eachWarningIsALineOfTextThatAnOperatorCanActOn() {
        assertThat(warnings).allSatisfy(warning -> {
            assertThat(warning.message()).isNotBlank().hasSizeLessThan(2_100);
            assertThat(warning.hint()).isNotBlank().hasSizeLessThan(2_100);
            String all = warning.message() + warning.hint() + warning.file();
            assertThat(all.codePoints().filter(c -> Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE))
                    .as(all).isEmpty();
        });
    }

    @Test
    void nothingIsWrittenOutsideTheFoldersForIt() throws IOException {
        assertThat(Path.of("/tmp/winnow-corpus-slipped")).doesNotExist();
        try (Stream<Path> all = Files.walk(root)) {
            assertThat(all.filter(path -> path.getFileName().toString().startsWith("slip"))
                    .filter(path -> !path.startsWith(root.resolve("plugins")))).isEmpty();
        }
    }

    @Test
    void onlyThoseThatNothingCanEndStillRun() {
        List<String> slow = cases.stream().filter(each -> each.is(Outcome.SLOW))
                .map(each -> "plugin-load-" + each.plugin()).toList();
        assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> thread.getName().startsWith("plugin-"))
                .allSatisfy(thread -> assertThat(thread.isDaemon()).isTrue()).extracting(Thread::getName)
                .isSubsetOf(slow);
    }

    @Test
    void eachLoadIsOverByItsDeadline() {
        assertThat(reports.getFirst().durations()).allSatisfy((name, took) -> assertThat(took).as(name)
                .isLessThan(DEADLINE));
        assertThat(reports.getLast().durations()).allSatisfy((name, took) -> assertThat(took).as(name)
                .isLessThan(SHORT_DEADLINE.multipliedBy(2)));
    }
}
