package dev.winnow.web.page.view;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class IconsTest {
    @Test
    void theNamesAreThoseOfTheDrawings() throws Exception {
        String sprite = new ClassPathResource("static/icons.svg").getContentAsString(StandardCharsets.UTF_8);
        List<String> drawn = Pattern.compile("<symbol id=\"([^\"]+)\"").matcher(sprite).results()
                .map(found -> found.group(1)).toList();
        assertThat(drawn).containsExactlyInAnyOrderElementsOf(Icons.NAMES);
    }
}
