package dev.winnow.web.security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReturnPathTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs?state=failed", "/plugin/a/pages/b"})
    void aPathWithinTheConsoleIsGoneTo(String path) {
        assertThat(ReturnPath.isWithin(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jobs", "//evil.example", "/\\evil.example", "https://evil.example",
            "/a\r\nSet-Cookie: b",
            "/\t/evil.example", "javascript:alert(1)"})
    void anythingElseIsNot(String path) {
        assertThat(ReturnPath.isWithin(path)).isFalse();
    }
}
