package dev.winnow.web.page.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Renders templates as the server does, below the path {@code /console}, holds the result against the house rules, and
 * leaves it in {@code target/pages} to be looked at.
 */
public final class Rendering {
    /** Now, for tests. */
    public static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    /** Times seen from then. */
    public static final Times TIMES = new Times(InstantSource.fixed(NOW));

    private static final String BASE = "/console";
    private static final Pattern INLINE = Pattern
            .compile("<script(?![^>]*\\ssrc=)[^>]*>|<style|\\sstyle=|\\son[a-z]+=\"|javascript:");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern ICON = Pattern.compile("icons\\.svg\\?v=test#([a-z-]*)");
    private static final Pattern LINK = Pattern.compile("\\s(?:href|src|action|hx-get)=\"(/[^\"]*)\"");

    private Rendering() {
    }

    /** Renders a page as an admin sees it. */
    public static String page(String name, String template, Map<String, ?> model) {
        return page(name, template, model, "admin");
    }

    /** Renders a page as somebody with a role sees it. */
    public static String page(String name, String template, Map<String, ?> model, String role) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        engine.setTemplateResolver(resolver);
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setContextPath(BASE);
        JakartaServletWebApplication application = JakartaServletWebApplication
                .buildApplication(new MockServletContext());
        Map<String, Object> variables = new HashMap<>(model);
        variables.put("frame", frame(role));
        String html = engine.process(template, new WebContext(
                application.buildExchange(request, new MockHttpServletResponse()), Locale.ENGLISH, variables));
        keep(name, html);
        holdAgainstHouseRules(html);
        return html;
    }

    private static Map<String, Object> frame(String role) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("product", "Winnow");
        frame.put("version", "test");
        frame.put("me", Map.of("name", "ada", "role", role, "operator", !role.equals("viewer"), "admin",
                role.equals("admin")));
        frame.put("places", List.of(place("overview", "Overview", "/"), place("jobs", "Jobs", "/jobs"),
                place("schedules", "Schedules", "/schedules"), place("resources", "Resources", "/resources"),
                place("insights", "Insights", "/insights"), place("workers", "Workers", "/workers"),
                place("settings", "Settings", "/settings")));
        frame.put("pluginPages", List.of(Map.of("id", "sample.page", "title", "Blacklisted types", "icon", "ban",
                "href", "/plugin/sample/pages/page")));
        frame.put("health", Map.of("word", "Degraded", "tone", "amber", "detail", "No worker runs: jobs wait."));
        frame.put("csrf", Map.of("headerName", "X-CSRF-TOKEN", "token", "a-token"));
        frame.put("searched", "");
        return frame;
    }

    private static Map<String, Object> place(String id, String title, String href) {
        return Map.of("id", id, "title", title, "icon", id, "href", href);
    }

    private static void holdAgainstHouseRules(String html) {
        assertThat(html).as("no rest of a template").doesNotContain("th:", "??", "${", "[[");
        assertThat(html).as("no inline script or style").doesNotContainPattern(INLINE);
        assertThat(html).as("a main landmark").contains("<main");
        assertThat(ID.matcher(html).results().map(found -> found.group(1)).toList()).as("ids").doesNotHaveDuplicates();
        for (Matcher icon = ICON.matcher(html); icon.find();) {
            assertThat(Icons.NAMES).contains(icon.group(1));
        }
        for (Matcher link = LINK.matcher(html); link.find();) {
            assertThat(link.group(1)).as("links work on a sub-path").startsWith(BASE + "/");
        }
    }

    private static void keep(String name, String html) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "pages"));
            Files.writeString(folder.resolve(name + ".html"), html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
