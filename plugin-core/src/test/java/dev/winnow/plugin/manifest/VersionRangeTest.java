package dev.winnow.plugin.manifest;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource({">=1.0 <2.0,1.0.0,true", ">=1.0 <2.0,1.9.9,true", ">=1.0 <2.0,2.0.0,false", ">=2.1,2.1.0,true",
            "^1.2,1.9.0,true", "^1.2,2.0.0,false", "~1.2.3,1.2.9,true", "1.x || 3.x,3.4.5,true", "*,0.0.0,true",
            "'',1.0.0,true", ">=1.0,nonsense,false", "1.0.0,1.0.0,true", ">= 1.0,1.0.0,true"})
    void rangesAreThoseOfNpm(String range, String version, boolean expected) {
        assertThat(VersionRange.of(range).contains(version)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", ">=", "1.0 nonsense", "=>1", "1..2"})
    void somethingElseIsRefused(String range) {
        assertThatThrownBy(() -> VersionRange.of(range)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a range of versions");
    }
}
