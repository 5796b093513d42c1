package dev.winnow.plugin.python;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeprecationTest extends PythonTest {
    private static String place(PluginWarning warning) {
        return warning.code().code() + " " + warning.file() + ":" + warning.line();
    }

    @Test
    void aMarkedFunctionIsNotedOnceWithThePlaceOfItsFirstCall() throws IOException {
        RecordingContext context = load(plugin("calls").module("plugin.py", """
            from winnow import _deprecation, warn

            @_deprecation.deprecated(since="1.1", replacement="winnow.new")
            def old(value):
                '''Doubles.'''
                return value * 2

            def load():
                warn(str(old(4)) + old.__doc__)
                old(5)
            """));
        assertThat(context.warnings).containsExactly("8Doubles.");
        assertThat(context.noted).singleElement().satisfies(warning -> {
            assertThat(place(warning)).isEqualTo("P402 plugin.py:9");
            assertThat(warning.message()).contains("'calls.plugin.old'", "since 1.1", "will be removed");
            assertThat(warning.hint()).contains("'winnow.new'");
        });
    }

    @Test
    void aLookThroughTheSourcesFindsEveryPlaceAndRunsNothing() throws IOException {
        TestPlugin plugin = plugin("looked").module("plugin.py", """
            from DivvyDb import DivvyDbObjects
            raise SystemExit("was run")
            """).file("sub/later.py", """
            import winnow
            import DivvyDb

            def f(query):
                from DivvyDb.DivvyDbObjects import Instance
                return query.filter(DivvyDb.DivvyDbObjects.Instance.name == "x", Instance.state == "y")
            """).file("lib/vendored.py", "from DivvyDb import DivvyDbObjects").file("broken.py", "x = = 1")
                .file("latin.py", "# \u00e9\nimport os\n");
        assertThat(inspected(plugin)).extracting(DeprecationTest::place).containsExactly("P402 plugin.py:1",
                "P402 sub/later.py:5", "P402 sub/later.py:6");
    }

    @Test
    void aMarkInThePackageItselfIsFoundByTheLook() throws IOException {
        RecordingContext context = load(plugin("marks").module("plugin.py", """
            import winnow
            from winnow import _deprecation, _inspect, _state, log
            log.debug = _deprecation.deprecated(since="1.1", replacement="winnow.log.info")(log.debug)
            found = _inspect.scan("/plugin/marks")
            _state.loading = True
            winnow.warn("; ".join(str(fact["line"]) + " " + fact["message"] for fact in found))
            """).file("user.py", "from winnow import log\nimport winnow.log as l\nlog.info('x')\n\nlog.debug('x')\n"
                + "def f(log):\n    log.debug('x')\nl.debug('y')\n"));
        assertThat(context.warnings).singleElement().asString()
                .contains("5 it uses 'winnow.log.debug', which is deprecated since 1.1", "8 it uses")
                .doesNotContain("7 it uses");
    }

    @Test
    void aPluginOfTodayHasNothingToBeNoted() throws IOException {
        TestPlugin plugin = plugin("clean").module("plugin.py", filter("return query"));
        assertThat(inspected(plugin)).isEmpty();
        assertThat(load(plugin).noted).isEmpty();
    }

    @Test
    void ownModulesWinOverThoseOfTheMigrationLayer() throws IOException {
        RecordingContext context = load(plugin("own").module("plugin.py", """
            import winnow
            import scheduler
            from DivvyResource import ResourceType
            try:
                import flask_nothing
            except ImportError as error:
                winnow.warn(str(error))
            winnow.warn(scheduler.NAME + " " + ResourceType.INSTANCE)
            """).file("scheduler.py", "NAME = 'mine'").file("lib/flask.py", "NAME = 'mine'"));
        assertThat(context.warnings).containsExactly("No module named 'flask_nothing'", "mine instance");
        assertThat(context.noted).isEmpty();
    }

    @Test
    void aLibraryThatIsMissingCountsAsAGapOnlyInPluginsOfThatProduct() throws IOException {
        assertThat(explained(plugin("today").module("plugin.py", "import boto3, sqlalchemy")).code())
                .isEqualTo(WarningCode.LOAD_MISSING_CLASS);
        RecordingContext context = load(plugin("former").module("plugin.py",
                "import boto3\nfrom botocore.exceptions import ClientError\nfrom DivvyDb.DbObjects.metric import Metric\n"
                        + "class Own(ClientError): pass\nclient = boto3.client('s3')\n"));
        assertThat(context.noted).extracting(PluginWarning::code).containsOnly(WarningCode.MIGRATION_GAP);
        assertThat(Set.copyOf(context.noted.stream().map(DeprecationTest::place).toList()))
                .isEqualTo(Set.of("P403 plugin.py:1", "P403 plugin.py:2", "P403 plugin.py:3"));
    }
}
