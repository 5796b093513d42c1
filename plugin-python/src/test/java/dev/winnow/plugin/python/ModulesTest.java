package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.spi.ResourceFilter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ModulesTest extends PythonTest {
    @Test
    void eachWayOfImportingGivesTheSameModule() throws IOException {
        RecordingContext context = load(plugin("many-ways").module("plugin.py", """
            import filters as one
            from . import filters as two
            from many_ways import filters as three
            import many_ways.filters
            import helpers.deep as four
            from .helpers import deep as five
            from helpers import deep as six
            import winnow
            winnow.warn(str([one is two, two is three, many_ways.filters is one, four is five, five is six,
                             one.__name__, four.__name__]))
            """).module("filters.py", filter("return query.filter(Resource.region == 'x')"))
                .file("helpers/__init__.py", "from . import deep").file("helpers/deep.py", "import filters"));
        assertThat(context.warnings).containsExactly(
                "[True, True, True, True, True, 'many_ways.filters', 'many_ways.helpers.deep']");
        assertThat(context.extensions).hasSize(1);
    }

    @Test
    void modulesThatImportEachOtherLoad() throws IOException {
        RecordingContext context = load(plugin("circle").module("a.py", "import b\n" + filter("return query"))
                .module("b.py", "import a\n"));
        assertThat(context.extensions).hasSize(1);
    }

    @Test
    void aPackagesOwnInitRunsFirst() throws IOException {
        RecordingContext context = load(plugin("initialised").file("__init__.py", "VALUE = 'from init'")
                .module("sub/inner.py", "import winnow\nfrom .. import VALUE\nwinnow.warn(VALUE)"));
        assertThat(context.warnings).containsExactly("from init");
        assertThat(load(plugin("onlyinit").module("__init__.py", filter("return query"))).extensions).hasSize(1);
    }

    @Test
    void libIsOnThePath() throws IOException {
        RecordingContext context = load(plugin("vendored").module("plugin.py", """
            import mended_dates, winnow
            winnow.warn(mended_dates.NAME)
            """).file("lib/mended_dates/__init__.py", "NAME = 'from lib'"));
        assertThat(context.warnings).containsExactly("from lib");
    }

    @Test
    void thePluginsOwnFilesCanBeRead() throws IOException {
        RecordingContext context = load(plugin("reads").module("plugin.py", """
            import os, winnow
            here = os.path.dirname(__file__)
            with open(os.path.join(here, "data", "types.txt"), encoding="utf-8") as file:
                winnow.warn(file.read() + " " + str(sorted(os.listdir(here))))
            """).file("data/types.txt", "naïve"));
        assertThat(context.warnings).containsExactly("naïve ['data', 'plugin.py']");
    }

    @Test
    void loadRunsAfterAllModulesAreThereAndUnloadAtTheEndInReverse() throws Exception {
        TestPlugin plugin = plugin("ordered").module("a.py", """
            import winnow
            def load(): winnow.warn("load a")
            def unload(): winnow.warn("unload a")
            """).module("b.py", """
            import winnow
            winnow.warn("import b")
            def load(): winnow.warn("load b")
            def unload(): winnow.warn("unload b")
            """);
        RecordingContext context = new RecordingContext(plugin.materialised().settings());
        runtime.load(plugin.materialised(), context, context.noted::add).close();
        assertThat(context.warnings).containsExactly("import b", "load a", "load b", "unload b", "unload a");
    }

    @Test
    void warningsOfPythonBecomeWarningsOnThePlugin() throws IOException {
        RecordingContext context = load(plugin("warns").module("plugin.py", """
            import warnings
            warnings.warn("the list is empty")
            warnings.warn("use the other one", DeprecationWarning)
            pattern = "\\d"
            """));
        assertThat(context.warnings).hasSize(3).contains("the list is empty (plugin.py, line 2)",
                "DeprecationWarning: use the other one (plugin.py, line 3)");
        assertThat(context.warnings).anyMatch(text -> text.startsWith("SyntaxWarning: ") && text.contains("line 4"));
    }

    @Test
    void aFloodOfWarningsIsCut() throws IOException {
        RecordingContext context = load(plugin("floods").module("plugin.py",
                "import winnow\nfor i in range(5000):\n    winnow.warn(str(i) * 10000)"));
        assertThat(context.warnings).hasSize(100).last().asString().contains("not shown");
        assertThat(context.warnings).allMatch(text -> text.length() < 3000);
    }

    @Test
    void registeringTwiceIsRefusedWithItsPlace() throws IOException {
        PluginWarning warning = explained(plugin("twice").module("plugin.py",
                filter("return query") + "\n" + filter("return query")));
        assertThat(warning.message()).contains("registers the filter 'probe' twice");
        assertThat(warning.file()).isEqualTo("plugin.py");
    }

    @Test
    void aSettingOfThePluginAndTheSecretBehindItAreThere() throws IOException {
        RecordingContext context = load(plugin("configured").settings(Map.of("key", "env:TOKEN", "limit", 3))
                .module("plugin.py", """
                    import winnow
                    from winnow import plugin
                    winnow.warn(plugin.name + " " + str(plugin.settings["limit"]) + " " + plugin.secret("key"))
                    try:
                        plugin.secret("env:HOME")
                    except RuntimeError as error:
                        winnow.warn(str(error))
                    """));
        assertThat(context.warnings).containsExactly("configured 3 secret behind env:TOKEN",
                "setting 'env:HOME' is missing");
    }

    @Test
    void aSettingOfTheWrongKindOfFilterIsNamed() throws IOException {
        RecordingContext context = load(plugin("fields").module("plugin.py", """
            from winnow import filters
            from winnow.settings import *
            @filters.register(name="f", settings=[TextField("a", required=True), NumberField("b", default=3),
                BooleanField("c"), SelectionField("d", options=["x", "y"]), TextListField("e", default=["q"]),
                LongTextField("f"), MultiSelectionField("g", options=["x"]), SecretField("h")])
            def f(query, settings):
                '''Says it.'''
                return query
            """));
        ResourceFilter filter = context.only(ResourceFilter.class);
        assertThat(filter.description()).isEqualTo("Says it.");
        assertThat(filter.settings()).extracting(field -> field.kind().name()).containsExactly("TEXT", "NUMBER",
                "BOOLEAN", "SELECTION", "TEXT_LIST", "LONG_TEXT", "MULTI_SELECTION", "SECRET_REFERENCE");
        assertThat(filter.settings()).extracting(field -> String.valueOf(field.defaultValue()))
                .containsExactly("null", "3", "null", "null", "[q]", "null", "null", "null");
    }
}
