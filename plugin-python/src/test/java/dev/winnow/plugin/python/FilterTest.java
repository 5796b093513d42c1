package dev.winnow.plugin.python;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilterTest extends PythonTest {
    private @Nullable RecordingContext evaluating;

    /** What an expression in Python makes; one plugin evaluates them all. */
    private String condition(String expression) throws IOException {
        RecordingContext context = evaluating;
        if (context == null) {
            context = load(plugin("conditions").module("plugin.py",
                    filter("return query.filter(eval(settings['expression'], globals()))")));
            evaluating = context;
        }
        String text = applied(context, Map.of("expression", expression));
        assertThat(text).startsWith("all(always, ").endsWith(")");
        return text.substring("all(always, ".length(), text.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Resource.region == "x"                        | resource.region EQUAL x
        Resource.region != "x"                        | not(resource.region EQUAL x)
        Resource.region == None                       | resource.region absent
        Resource.region.is_not(None)                  | not(resource.region absent)
        Resource.id < 5                               | resource.id LESS 5
        Resource.id >= 2**40                          | resource.id GREATER_OR_EQUAL 1099511627776
        Resource.region.in_(["a", "b"])               | resource.region in [a, b]
        Resource.region.notin_(x for x in "ab")       | not(resource.region in [a, b])
        Resource.region.in_([])                       | never
        Resource.name.like("a%_")                     | resource.name LIKE a%_
        Resource.name.startswith("a%_")               | resource.name LIKE a\\%\\_%
        Resource.name.contains("é\\U0001F600")         | resource.name LIKE %é\uD83D\uDE00%
        Resource.name.glob("a_*.?")                   | resource.name LIKE a\\_%._
        Resource.attribute("Monitoring.State") == "on" | resource.Monitoring.State EQUAL on
        Resource.launched_at < "2026-01-31T12:00:00Z" | resource.launched_at LESS 2026-01-31T12:00:00Z
        Resource.tags.any(Tag.key == "Owner")         | tags any tag.key EQUAL Owner
        Resource.tags.none()                          | not(tags any all())
        Resource.account.any(DbObjects.Account.name == "prod") | account any account.name EQUAL prod
        Resource.id.in_(select(Tag.resource_id).where(Tag.value == "v")) | resource.id in (tag.resource_id where all(always, tag.value EQUAL v))
        (Resource.id > 1) & (Resource.id < 9) & (Resource.id != 5) | all(resource.id GREATER 1, resource.id LESS 9, not(resource.id EQUAL 5))
        ~((Resource.id == 1) OR (Resource.id == 2))  | not(any(resource.id EQUAL 1, resource.id EQUAL 2))
        or_()                                         | never_any
        """)
    void eachWayToSayItMakesTheCondition(String expression, String expected) throws IOException {
        assertThat(condition(expression.replace(" OR ", " | "))).isEqualTo(expected.replace("never_any", "any()"));
    }

    @Test
    void aDatetimeTravelsWithItsZone() throws IOException {
        RecordingContext context = load(plugin("dated").module("plugin.py", "from datetime import *\n"
                + filter("zone = timezone(timedelta(hours=2))\n"
                        + "return query.filter(Resource.first_seen >= datetime(2026, 1, 31, 12, tzinfo=zone))")));
        assertThat(applied(context, Map.of()))
                .isEqualTo("all(always, resource.first_seen GREATER_OR_EQUAL 2026-01-31T10:00:00Z)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Resource.regoin == "x"                   | has no 'regoin'; it has id, account_id
        DbObjects.Resources.region == "x"        | DbObjects has no 'Resources'; it has Account, Finding, Resource, Tag
        Resource.region == 5                     | resource.region is compared with a text, got 5
        Resource.id == "5"                       | resource.id is compared with a whole number
        Resource.id == True                      | whole number, got True
        Resource.id == 2**70                     | whole number of at most 63 bits
        Resource.id.like("5%")                   | expected a column of texts
        Resource.region.in_("abc")               | in_ takes a list
        Resource.launched_at < "yesterday"       | expected an instant such as
        Resource.launched_at < 5                 | a datetime with a time zone
        Resource.id == 1 and Resource.id == 2    | combine conditions with
        Resource.id                              | expected a condition
        Tag.key == "Owner"                       | stands where the condition speaks of rows of 'resource'
        Resource.tags.any(Resource.id == 1)      | stands where the condition speaks of rows of 'tag'
        Resource.region.in_(select(Tag.resource_id)) | are of different types
        Resource.attribute("a b") == "x"         | attribute path 'a b'
        Resource.id.in_(range(10001))            | held against 10001 values
        Resource.name == "x" * 70000             | more than 65535 bytes
        """, quoteCharacter = '`')
    void whatIsWrongIsASentenceThatNamesFilterAndPlugin(String expression, String expected) throws IOException {
        assertThatThrownBy(() -> condition(expression)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("filter 'probe' of plugin 'conditions' failed: ")
                .hasMessageContaining(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pass                      | it returned nothing where the query is expected
        return True               | it returned a value of type bool
        return Resource.id == 1   | it returned a value of type Condition
        raise ValueError("no")    | ValueError: no (plugin.py, line 7)
        import sys; sys.exit(1)   | failed: SystemExit: 1
        import os; os._exit(1)    | failed: SystemExit: 1
        probe(query, settings)    | RecursionError
        """, quoteCharacter = '`')
    void aFilterThatFailsIsNamedAndTheNextCallIsAsGoodAsBefore(String body, String expected) throws IOException {
        RecordingContext context = load(plugin("fails").module("plugin.py",
                filter("if settings.get('good'): return query\n" + body)));
        assertThatThrownBy(() -> applied(context, Map.of())).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("filter 'probe' of plugin 'fails' failed: ").hasMessageContaining(expected);
        assertThat(applied(context, Map.of("good", true))).isEqualTo("all(always, all())");
    }

    @Test
    void aTreeNestedTooDeepIsRefused() throws IOException {
        RecordingContext context = load(plugin("nested").module("plugin.py", filter("""
            condition = Resource.id == 1
            for i in range(settings["depth"]):
                condition = ~condition
            return query.filter(condition)
            """)));
        assertThat(applied(context, Map.of("depth", 50))).contains("resource.id EQUAL 1");
        assertThatThrownBy(() -> applied(context, Map.of("depth", 80))).hasMessageContaining("levels deep");
        assertThatThrownBy(() -> applied(context, Map.of("depth", 100_000))).hasMessageContaining("probe");
    }

    @Test
    @Timeout(30)
    void aCallThatDoesNotEndIsStoppedAndOthersGoOn() throws IOException {
        RecordingContext context = load(plugin("spins").module("plugin.py", filter("""
            while settings.get("spin"):
                pass
            return query
            """)));
        assertThatThrownBy(() -> applied(context, Map.of("spin", true)))
                .hasMessage("filter 'probe' of plugin 'spins' took longer than 5.0 s and was stopped");
        assertThat(applied(context, Map.of())).isEqualTo("all(always, all())");
    }

    @Test
    @Timeout(30)
    void codeThatNothingCanInterruptIsLeftBehind() throws IOException {
        RecordingContext context = load(plugin("stuck").module("plugin.py", filter("""
            if settings.get("spin"):
                import itertools
                sum(itertools.repeat(0, 2 * 10 ** 8))
            return query
            """)));
        assertThatThrownBy(() -> applied(context, Map.of("spin", true))).hasMessageContaining("was stopped");
        assertThat(applied(context, Map.of())).isEqualTo("all(always, all())");
    }

    @Test
    @Timeout(60)
    void callsFromManyThreadsDoNotMix() throws Exception {
        RecordingContext context = load(plugin("busy").module("plugin.py", filter("""
            global current
            current = settings["id"]
            for i in range(200):
                assert current == settings["id"]
            return query.filter(Resource.id == current)
            """)));
        try (ExecutorService threads = Executors.newFixedThreadPool(16, Thread.ofVirtual().factory())) {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int id = i;
                Callable<String> call = () -> applied(context, Map.of("id", id));
                results.add(threads.submit(call));
            }
            for (int i = 0; i < 400; i++) {
                assertThat(results.get(i).get()).isEqualTo("all(always, resource.id EQUAL " + i + ")");
            }
        }
    }
}
