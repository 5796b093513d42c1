package dev.winnow.plugin.python;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Trees as no honest Python half sends them. */
class ConditionReaderTest {
    private static final String ONE = "{\"table\":\"resource\",\"column\":\"id\",\"op\":\"eq\",\"value\":1}";

    private static String read(String json) {
        return ConditionText.of(new ConditionReader().read(Json.read(json)));
    }

    @Test
    void aTreeWithTooManyPartsIsRefused() {
        assertThat(read("{\"any\":[" + (ONE + ",").repeat(9_000) + ONE + "]}")).startsWith("any(resource.id EQUAL 1");
        assertThatThrownBy(() -> read("{\"any\":[" + (ONE + ",").repeat(10_000) + ONE + "]}"))
                .hasMessageContaining("more than 10000 parts");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                             | there is no column '' of ''
        []                                                             | there is no column '' of ''
        {"op":"any","table":"resource","relation":"owner"}             | there is no relation 'owner'
        {"op":"any","table":"tag","relation":"tags"}                   | there is no relation 'tags'
        {"table":"resource","column":"id","op":"between"}              | has no known operator
        {"table":"resource","column":"id","op":"eq"}                   | expected a whole number
        {"table":"resource","column":"id","op":"eq","value":1.5}       | got 1.5
        {"table":"resource","column":"name","op":"eq","value":null}    | expected a text, got null
        {"table":"user","column":"password","op":"eq","value":"x"}     | there is no column 'password' of 'user'
        {"table":"tag","attribute":"a","op":"eq","value":"x"}          | there is no column '' of 'tag'
        {"table":"resource","column":"last_seen","op":"like","value":"2%"} | expected a column of texts
        """)
    void whatIsWrongIsNamed(String json, String expected) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected);
    }
}
