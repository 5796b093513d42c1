package dev.winnow.checks.network;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Whoever opens a connection to elsewhere is known, so that {@code OutboundConnection} can name them all. */
class OutboundRulesTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.winnow");

    /** A new one goes by the resolver, is declared in {@code OutboundConnection}, and has a row in the proxy matrix. */
    private static final String[] KNOWN = {
            // The check itself, and what makes clients.
            "dev.winnow.daemon.network..", "dev.winnow.daemon.outbound..", "dev.winnow.daemon.aws..",
            // Plugin sources and cloud accounts.
            "dev.winnow.scheduler.discovery.http..", "dev.winnow.scheduler.discovery.s3..",
            "dev.winnow.harvester.aws..",
            // Metrics, traces, error reports.
            "dev.winnow.daemon.metrics..", "dev.winnow.daemon.tracing..", "dev.winnow.daemon.errors..",
            // To the interface server.
            "dev.winnow.cli..", "dev.winnow.quickstart..", "dev.winnow.bench..",
            // Signs on this host; what it signs with comes from the host or its metadata address, to which all goes direct.
            "dev.winnow.daemon.iam..",
            // From jars on this host.
            "dev.winnow.plugin.loader..",
            // To this host's own ports.
            "dev.winnow.daemon.doctor..",
            // Refuses connections of plugins that are tried.
            "dev.winnow.daemon.probe.."};

    @Test
    void onlyDeclaredClientsOpenConnections() {
        noClasses().that(not(resideInAnyPackage(KNOWN))).should().dependOnClassesThat().resideInAnyPackage(
                "java.net.http..", "org.apache.hc..", "org.apache.http..", "software.amazon..", "io.sentry..",
                "com.google.cloud..", "com.azure..", "io.grpc..", "okhttp3..").orShould()
                .dependOnClassesThat().haveFullyQualifiedName("java.net.HttpURLConnection").orShould()
                .callMethod(java.net.URL.class, "openStream").check(HOUSE);
    }
}
