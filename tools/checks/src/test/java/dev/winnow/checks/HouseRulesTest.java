package dev.winnow.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules of docs/architecture.md, held against every class of the house. */
class HouseRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.winnow");

    @BeforeAll
    static void theWholeHouseIsLookedAt() {
        assertThat(HOUSE.stream().map(type -> type.getPackageName().split("\\.")[2]).distinct()).contains("plugin",
                "queue", "db", "daemon", "scheduler", "worker", "web", "harvester", "embedded", "quickstart", "cli");
    }

    @Test
    void noPackageIsPartOfACycle() {
        slices().matching("dev.winnow.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theSpiDependsOnNothing() {
        classes().that().resideInAPackage("dev.winnow.plugin.spi..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dev.winnow.plugin.spi..").check(HOUSE);
    }

    @Test
    void pluginCoreKnowsNoServer() {
        noClasses().that(resideInAPackage("dev.winnow.plugin..")).should().dependOnClassesThat().resideInAnyPackage(
                "org.springframework..", "redis..", "java.sql..", "javax.sql..", "jakarta.persistence..").check(HOUSE);
    }

    @Test
    void onlyTheRedisQueueTouchesRedis() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.queue.redis..", "dev.winnow.embedded.."))).should()
                .dependOnClassesThat().resideInAPackage("redis..").check(HOUSE);
    }

    @Test
    void onlyTheDatabaseModuleTouchesTheDatabase() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.db..", "dev.winnow.embedded.."))).should()
                .dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..", "jakarta.persistence..",
                        "org.springframework.jdbc..", "org.springframework.data..", "org.flywaydb..", "org.hibernate..",
                        "com.mysql..", "com.zaxxer..")
                .check(HOUSE);
    }

    @Test
    void onlyTheSchedulerWritesPluginContent() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.db..", "dev.winnow.scheduler.."))).should()
                .dependOnClassesThat().resideInAPackage("dev.winnow.db.plugin.publish..").check(HOUSE);
    }

    @Test
    void onlyTheHarvesterTheS3SourceCloudWatchAndSigningInTouchAws() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.harvester.aws..", "dev.winnow.scheduler.discovery.s3..",
                "dev.winnow.daemon.metrics.cloudwatch..", "dev.winnow.daemon.aws..", "dev.winnow.daemon.iam..")))
                .should().dependOnClassesThat().resideInAPackage("software.amazon..").check(HOUSE);
    }

    @Test
    void whatIsLoadedWhenItIsSwitchedOnIsTouchedInOnePackageEach() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.daemon.metrics.stackdriver..")))
                .should().dependOnClassesThat()
                .resideInAnyPackage("com.google.cloud..", "io.grpc..", "io.micrometer.stackdriver..").check(HOUSE);
        noClasses().that(not(resideInAnyPackage("dev.winnow.daemon.tracing.otlp..")))
                .should().dependOnClassesThat().resideInAnyPackage("io.opentelemetry..").check(HOUSE);
        noClasses().that(not(resideInAnyPackage("dev.winnow.daemon.errors..")))
                .should().dependOnClassesThat().resideInAnyPackage("io.sentry..").check(HOUSE);
    }

    @Test
    void theHarvesterSeesTheSpiOnlyAsACustomersPluginDoes() {
        noClasses().that(resideInAPackage("dev.winnow.harvester..")).should().dependOnClassesThat(
                resideInAPackage("dev.winnow..")
                        .and(not(resideInAnyPackage("dev.winnow.harvester..", "dev.winnow.plugin.spi.."))))
                .check(HOUSE);
    }

    @Test
    void daemonsDoNotImportEachOther() {
        noClasses().that(resideInAPackage("dev.winnow.scheduler..")).should().dependOnClassesThat()
                .resideInAnyPackage("dev.winnow.worker..", "dev.winnow.web..").check(HOUSE);
        noClasses().that(resideInAPackage("dev.winnow.worker..")).should().dependOnClassesThat()
                .resideInAnyPackage("dev.winnow.scheduler..", "dev.winnow.web..").check(HOUSE);
        noClasses().that(resideInAPackage("dev.winnow.web..")).should().dependOnClassesThat()
                .resideInAnyPackage("dev.winnow.scheduler..", "dev.winnow.worker..").check(HOUSE);
    }

    @Test
    void nothingStaticChanges() {
        fields().that().areStatic().should().beFinal().check(HOUSE);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        noFields().should().beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould().beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould().beAnnotatedWith("jakarta.inject.Inject").check(HOUSE);
    }

    @Test
    void onlyCommandsPrint() {
        noClasses().that(not(resideInAnyPackage("dev.winnow.quickstart..", "dev.winnow.cli..", "dev.winnow.daemon..",
                "dev.winnow.scheduler", "dev.winnow.embedded.."))).should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").check(HOUSE);
    }
}
