package dev.winnow.db.schema;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/upgrade.md promises of the schema: the last release works with the next one's. It holds from the first
 * release's schema on; what came before (001 to 003) nobody has run in production.
 */
class MigrationRulesTest {
    private static final int BEFORE_THE_FIRST_RELEASE = 3;
    private static final List<Pattern> BREAKING = List.of(breaking("DROP\\s+(TABLE|COLUMN|VIEW|DATABASE)\\b"),
            breaking("\\bRENAME\\b"), breaking("\\bTRUNCATE\\b"), breaking("\\bMODIFY\\b"),
            breaking("\\bCHANGE\\s+COLUMN\\b"),
            breaking("\\bADD\\s+(CONSTRAINT|UNIQUE|PRIMARY|FOREIGN|CHECK)\\b"),
            breaking("ADD\\s+COLUMN\\s+\\w+\\s+(?!.*\\bAS\\s*\\()(?!.*\\bDEFAULT\\b).*\\bNOT\\s+NULL"));

    private static Pattern breaking(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    @Test
    void aMigrationTakesNothingAwayThatTheLastReleaseNeeds() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Resource migration : migrations()) {
            if (version(migration) > BEFORE_THE_FIRST_RELEASE) {
                violations(text(migration)).forEach(part -> broken.add(migration.getFilename() + ": " + part));
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theRuleFindsWhatItIsThereFor() throws IOException {
        Resource jobs = Arrays.stream(migrations()).filter(migration -> version(migration) == 3).findFirst()
                .orElseThrow();

        assertThat(violations(text(jobs))).contains("DROP COLUMN requested_by").anyMatch(part -> part.startsWith(
                "MODIFY COLUMN"));
        assertThat(violations("ALTER TABLE job ADD COLUMN a INT NOT NULL;")).hasSize(1);
        assertThat(violations("ALTER TABLE job ADD COLUMN a INT NOT NULL DEFAULT 0, ADD COLUMN b INT NULL,"
                + " ADD KEY k (a); CREATE TABLE t (a INT NOT NULL); -- DROP TABLE t")).isEmpty();
    }

    @Test
    void theVersionThatThisBuildNeedsIsThatOfItsLastMigration() throws IOException {
        assertThat(Arrays.stream(migrations()).mapToInt(MigrationRulesTest::version).max()).hasValue(Integer.parseInt(
                SchemaGate.NEEDED));
    }

    private static List<String> violations(String sql) {
        return Arrays.stream(sql.replaceAll("--[^\n]*", "").split(";|,(?![^(]*\\))"))
                .map(part -> part.replaceAll("\\s+",
                        " ").strip())
                .filter(part -> !part.startsWith("CREATE TABLE"))
                .filter(part -> BREAKING.stream().anyMatch(pattern -> pattern.matcher(part).find()))
                .map(part -> part.replaceFirst("^ALTER TABLE \\w+ ", "")).toList();
    }

    private static Resource[] migrations() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
    }

    private static int version(Resource migration) {
        return Integer.parseInt(String.valueOf(migration.getFilename()).substring(1, 4));
    }

    private static String text(Resource migration) throws IOException {
        return migration.getContentAsString(StandardCharsets.UTF_8);
    }
}
