package dev.winnow.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/** A person with Debian's Chromium: signs in, finds the broken plugin, opens plugins' pages, plans and acknowledges. */
@Tag("browser")
class BrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    private static Path work;

    /** The headings of tables that are wider than their place and that nobody can scroll. */
    private static final String CUT_OFF = """
        return [...document.querySelectorAll('.table-wrap table')].filter(table => {
          const place = table.closest('.table-wrap');
          return getComputedStyle(place).overflowX !== 'auto' && table.offsetWidth > place.clientWidth + 1;
        }).map(table => table.tHead.textContent);""";

    private static Path plugins;
    private static Suite suite;
    private static ChromeDriver browser;

    @BeforeAll
    static void startWithABrokenPlugin() throws Exception {
        plugins = work.resolve("plugins");
        Folders.copy(Path.of(System.getProperty("winnow.checkout"), "plugins"), plugins);
        BrokenPlugins.syntaxError(plugins);
        ConsolePlugin.write(plugins);
        suite = Suite.start(work.resolve("state"), plugins);
        suite.await("/api/v1/compliance", Duration.ofSeconds(60),
                list -> Suite.items(list).anyMatch(score -> score.path("total").asLong() > 500));
        ChromeOptions options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--window-size=1400,1000",
                "--user-data-dir=" + Files.createDirectories(work.resolve("browser")));
        browser = new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile()).usingAnyFreePort().build(), options);
        Files.createDirectories(SCREENSHOTS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.quit();
        }
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void aPersonSeesAPluginsCardAndTab() throws IOException {
        signIn();
        open("/");
        inFrame(By.cssSelector("iframe[data-kind='card']"), "limit {\"limit\":5}");
        screenshot("card");
        open("/resources");
        click(By.cssSelector("main tbody tr th a, main tbody tr td a"));
        click(By.linkText("Nearby"));
        inFrame(By.cssSelector("iframe[data-kind='tab']"), "of resource");
        screenshot("tab");
    }

    @Test
    void aPersonPlansARestartAndPutsAWarningAside() throws IOException {
        signIn();
        Folders.copy(plugins.resolve(ConsolePlugin.NAME), plugins.resolve("later"));
        Files.writeString(plugins.resolve("later/plugin.json"),
                Files.readString(plugins.resolve("later/plugin.json")).replace(ConsolePlugin.NAME, "later"));
        open("/settings/plugins");
        click(By.xpath("//main//button[text()='Plan']"));
        WebElement changes = new WebDriverWait(browser, Duration.ofSeconds(90)).until(
                ExpectedConditions.visibilityOfElementLocated(By.cssSelector("#plan table")));
        assertThat(changes.getText()).contains("later", "added", "1.0.0");
        assertThat(text(By.id("plan"))).contains("P401", "docker compose restart");
        screenshot("plan");

        open("/settings/plugins/" + ConsolePlugin.NAME);
        assertThat(text(By.id("warnings"))).contains("P401", "the limit is 5");
        shown(By.name("note")).sendKeys("known");
        click(By.xpath("//section[@id='warnings']//button[text()='Acknowledge']"));
        awaitText(By.id("warnings"), "1 acknowledged warning");
        WebElement limit = shown(By.name("settings.limit"));
        limit.clear();
        limit.sendKeys("many");
        click(By.xpath("//button[text()='Save settings']"));
        awaitText(By.id("settings"), "whole number");
        limit = shown(By.name("settings.limit"));
        limit.clear();
        limit.sendKeys("7");
        click(By.xpath("//button[text()='Save settings']"));
        awaitText(By.id("settings"), "A restart hands the settings to the plugin");
        screenshot("plugin-settings");
        open("/settings/plugins");
        assertThat(browser.findElements(By.cssSelector("tr[data-plugin='everywhere'] a.hazard"))).isEmpty();
    }

    @Test
    void aPersonPausesAQueueSeesWhyAJobWaitsAndResumesIt() throws Exception {
        signIn();
        open("/queues");
        WebElement pause = shown(By.cssSelector("button[aria-label='Pause queue p2']"));
        pause.click();
        shown(By.cssSelector("#confirm[open]"));
        // The table is drawn anew every few seconds, also while the question stands.
        new WebDriverWait(browser, Duration.ofSeconds(15)).until(ExpectedConditions.stalenessOf(pause));
        screenshot("pause-queue");
        click(By.cssSelector("#confirm [data-confirm-verb]"));
        shown(By.cssSelector("button[aria-label='Resume queue p2']"));

        String id = suite.post("/api/v1/jobs", Map.of("type", "diagnostic.noop", "priority", "p2")).get("id")
                .asString();
        suite.await("/api/v1/jobs/" + id, Duration.ofSeconds(30), job -> job.get("state").asString().equals("queued"));
        open("/jobs/" + id);
        String why = text(By.cssSelector("section[aria-labelledby='explanation']"));
        assertThat(why).contains("Queue p2 is paused: nothing of it is handed out.", "Live workers");
        screenshot("explain");

        open("/queues");
        screenshot("queues");
        click(By.cssSelector("button[aria-label='Resume queue p2']"));
        shown(By.cssSelector("button[aria-label='Pause queue p2']"));
        suite.await("/api/v1/jobs/" + id, Duration.ofSeconds(60), job -> job.get("state").asString().equals(
                "succeeded"));
        open("/jobs/" + id);
        assertThat(text("main")).contains("Succeeded");
        assertThat(browser.findElements(By.cssSelector("section[aria-labelledby='explanation']"))).isEmpty();
    }

    @Test
    void aPersonSeesWhenAScheduleFiresNextPausesItAndRunsItNow() throws Exception {
        signIn();
        open("/schedules");
        assertThat(text("main")).contains("harvest", "compliance");
        screenshot("schedules");
        click(By.linkText("harvest"));
        List<Long> next = nextTicks();
        assertThat(next).hasSizeGreaterThan(2).isSorted();
        assertThat(suite.get("/api/v1/schedules/harvest").get("nextTicks").valueStream()
                .map(tick -> Instant.parse(tick.asString()).getEpochSecond())).as("what the API tells, too")
                .containsAll(next.subList(0, 2));
        screenshot("schedule");

        click(By.xpath("//main//button[text()='Pause']"));
        awaitText(By.id("next"), "Next ticks, all skipped while paused");
        click(By.xpath("//main//button[text()='Resume']"));
        shown(By.xpath("//main//button[text()='Pause']"));
        assertThat(text(By.id("next"))).isEqualTo("Next ticks");

        String before = latestHarvest();
        click(By.xpath("//main//button[text()='Run now']"));
        awaitText(By.tagName("main"), "The schedule 'harvest' runs now as job ");
        assertThat(latestHarvest()).isNotEqualTo(before);
    }

    private static String latestHarvest() {
        return Suite.items(suite.get("/api/v1/jobs?type=harvest.all&limit=1")).map(job -> job.get("id").asString())
                .findFirst().orElse("");
    }

    /** As seconds since 1970. */
    private static List<Long> nextTicks() {
        shown(By.cssSelector("section[aria-labelledby='next'] time"));
        return browser.findElements(By.cssSelector("section[aria-labelledby='next'] time")).stream()
                .map(time -> Instant.parse(String.valueOf(time.getDomAttribute("datetime"))).getEpochSecond())
                .toList();
    }

    @Test
    void aPersonSignsInAndSeesWhatIsWrongWithAPlugin() throws IOException {
        signIn();
        assertThat(browser.findElement(By.tagName("h1")).getText()).isEqualTo("Overview");
        assertThat(text("main")).contains("High", "Medium", "Low", "Instances of forbidden types");
        screenshot("overview");

        click(By.cssSelector("header a[aria-label='Settings']"));
        click(By.linkText("Plugins"));
        WebElement broken = shown(By.cssSelector("tr[data-plugin='broken_syntax']"));
        WebElement hazard = broken.findElement(By.cssSelector("a.hazard svg"));
        assertThat(hazard.getAttribute("aria-label") + hazard.getText()
                + broken.findElement(By.cssSelector("a.hazard")).getAccessibleName())
                .contains("warning");
        assertThat(browser.findElements(By.cssSelector("tr[data-plugin='plugin_instance_type_blacklist'] a.hazard")))
                .isEmpty();
        screenshot("plugins");

        click(By.cssSelector("tr[data-plugin='broken_syntax'] summary"));
        screenshot("admin-options");
        click(By.linkText("Manage Plugin"));
        assertThat(text(By.id("warnings"))).contains("P304").contains("plugin.py");
        screenshot("manage-plugin");

        click(By.linkText("Blacklisted types"));
        browser.switchTo().frame(shown(By.cssSelector("iframe[sandbox]")));
        new WebDriverWait(browser, Duration.ofSeconds(15))
                .until(driver -> driver.findElements(By.cssSelector("tbody tr")).size() > 10);
        browser.switchTo().defaultContent();
        screenshot("sample-page");

        open("/insights");
        click(By.linkText("Instances of forbidden types"));
        assertThat(text("main")).contains("%");
        screenshot("insight");

        open("/resources");
        assertThat(text("main")).contains("i-0");
        screenshot("resources");
        open("/settings/accounts");
        assertThat(text("main")).contains("demo", "Harvest now");
        screenshot("accounts");
        assertThat(browser.manage().logs().get("browser").getAll())
                .noneMatch(entry -> entry.getMessage().contains("Content Security Policy"));
    }

    @Test
    void noTableIsCutOff() throws IOException {
        signIn();
        Dimension usual = browser.manage().window().getSize();
        browser.manage().window().setSize(new Dimension(1280, 1000));
        try {
            for (String page : List.of("/jobs", "/queues", "/schedules", "/resources", "/insights", "/workers",
                    "/settings/plugins", "/settings/users", "/settings/audit", "/settings/network")) {
                open(page);
                assertThat(browser.findElements(By.cssSelector(".table-wrap table"))).as(page).isNotEmpty();
                assertThat(browser.executeScript(CUT_OFF)).as(page).isEqualTo(List.of());
            }
            screenshot("network");
        } finally {
            browser.manage().window().setSize(usual);
        }
    }

    private static void inFrame(By frame, String text) {
        browser.switchTo().frame(shown(frame));
        new WebDriverWait(browser, Duration.ofSeconds(15)).until(
                ExpectedConditions.textToBePresentInElementLocated(By.id("out"), text));
        browser.switchTo().defaultContent();
    }

    private static void awaitText(By what, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(15)).until(
                ExpectedConditions.textToBePresentInElementLocated(what, text));
    }

    private static void signIn() throws IOException {
        browser.manage().deleteAllCookies();
        Matcher password = Pattern.compile("password (\\S+?)\\)?$").matcher(suite.readyLine());
        assertThat(password.find()).as(suite.readyLine()).isTrue();
        open("/");
        screenshot("sign-in");
        browser.findElement(By.name("username")).sendKeys("admin");
        browser.findElement(By.name("password")).sendKeys(password.group(1));
        click(By.cssSelector("button[type='submit']"));
        shown(By.cssSelector("nav.rail"));
    }

    private static void open(String path) {
        browser.get(suite.url() + path);
    }

    private static WebElement shown(By what) {
        return new WebDriverWait(browser, Duration.ofSeconds(15))
                .until(ExpectedConditions.visibilityOfElementLocated(what));
    }

    private static void click(By what) {
        withShown(what, element -> {
            element.click();
            return true;
        });
    }

    private static String text(String tag) {
        return text(By.tagName(tag));
    }

    private static String text(By what) {
        return withShown(what, WebElement::getText);
    }

    /** Once more with the next one where the page has put another in its place meanwhile, as it does every few seconds. */
    private static <T> T withShown(By what, Function<WebElement, T> use) {
        return new WebDriverWait(browser, Duration.ofSeconds(15)).ignoring(StaleElementReferenceException.class)
                .until(driver -> use.apply(shown(what)));
    }

    private static void screenshot(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
