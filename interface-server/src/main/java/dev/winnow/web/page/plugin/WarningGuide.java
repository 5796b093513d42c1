package dev.winnow.web.page.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What each warning code means and what to do: {@code docs/plugins/warnings.md} itself, which the build puts beside. */
@Component
class WarningGuide {
    private static final Logger LOG = LoggerFactory.getLogger(WarningGuide.class);
    private static final String FILE = "/docs/plugins/warnings.md";
    private static final Pattern SECTION = Pattern.compile("(?ms)^## (P\\d{3}) (.+?)$(.*?)(?=^## |\\z)");
    /** Code, or a link of which the text stays. */
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`|\\[([^\\]]+)]\\([^)]*\\)");

    private final Map<String, Entry> entries;

    WarningGuide() {
        this(read());
    }

    WarningGuide(String markdown) {
        Map<String, Entry> found = new LinkedHashMap<>();
        Matcher section = SECTION.matcher(markdown);
        while (section.find()) {
            found.put(section.group(1),
                    new Entry(section.group(1), section.group(2).strip(), paragraphs(section.group(3).strip())));
        }
        entries = found;
    }

    /**
     * A code.
     *
     * @param title a few words
     * @param paragraphs each as runs of text and code
     */
    record Entry(String code, String title, List<List<Span>> paragraphs) {
    }

    /** A run of text; {@code code} for what is typed or read on a screen. */
    record Span(String text, boolean code) {
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    Optional<Entry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    private static List<List<Span>> paragraphs(String text) {
        List<List<Span>> paragraphs = new ArrayList<>();
        for (String paragraph : text.split("\\n\\s*\\n")) {
            paragraphs.add(spans(paragraph.strip().replace('\n', ' ')));
        }
        return paragraphs;
    }

    private static List<Span> spans(String paragraph) {
        List<Span> spans = new ArrayList<>();
        Matcher marked = MARKED.matcher(paragraph);
        int end = 0;
        while (marked.find()) {
            spans.add(new Span(paragraph.substring(end, marked.start()), false));
            String code = marked.group(1);
            spans.add(code == null ? new Span(marked.group(2), false) : new Span(code, true));
            end = marked.end();
        }
        spans.add(new Span(paragraph.substring(end), false));
        return spans.stream().filter(span -> !span.text().isEmpty()).toList();
    }

    private static String read() {
        try (InputStream in = WarningGuide.class.getResourceAsStream(FILE)) {
            if (in == null) {
                LOG.warn("{} is not in this build: warnings are shown without what their codes mean.", FILE);
                return "";
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
