package dev.winnow.web.page;

import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Rendering;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FramePagesTest {
    @Test
    void signingInAsksForNameAndPassword() {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("problem", "The name or the password is not right.");
        assertThat(Rendering.page("sign-in", "sign/in", model)).contains("name=\"username\"", "name=\"password\"",
                "is not right");
    }

    @Test
    void settingAPasswordKeepsTheLinksTokenAndShowsWhatIsWrong() {
        assertThat(Rendering.page("set-password", "sign/password", Map.of("form",
                Form.empty().withError("repeated", "the two passwords are not the same"), "heading",
                "Set your password",
                "explanation", "This link works once.", "action", "/sign-in/link", "hidden", Map.of("token", "t0k3n"),
                "asksCurrent", false))).contains("value=\"t0k3n\"", "not the same").doesNotContain("name=\"current\"");
    }

    @Test
    void anErrorPageSaysWhatHappenedWithinTheFrame() {
        assertThat(Rendering.page("error", "error", Map.of("status", 404, "heading", "There is nothing here",
                "explanation", "There is no job 1.")))
                .contains("There is no job 1.", "Status 404", "aria-label=\"Main\"");
    }

    @Test
    void withoutAScriptAQuestionIsAPageOfItsOwn() {
        assertThat(Rendering.page("confirm", "confirm", Map.of("section", "jobs", "sentence", "Cancel 2 jobs?", "verb",
                "Cancel 2 jobs", "action", "/jobs/bulk", "fields", Map.of("id", List.of("1", "2")), "back", "/jobs")))
                .contains("name=\"confirmed\" value=\"true\"", "name=\"id\" value=\"2\"");
    }
}
