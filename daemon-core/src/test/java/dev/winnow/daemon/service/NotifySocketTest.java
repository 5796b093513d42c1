package dev.winnow.daemon.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class NotifySocketTest {
    @TempDir
    Path folder;

    private ServiceManager named(String name) {
        return ServiceManager.of(Map.of(ServiceManager.SOCKET, name)::get, folder);
    }

    @Test
    void whatIsToldArrivesAsOneMessage() throws Exception {
        Path path = folder.resolve("notify");
        try (ServiceManagerInTest systemd = new ServiceManagerInTest(path)) {
            named(path.toString()).tell("READY=1", "STATUS=Ready: größer");

            assertThat(systemd.until("READY")).containsExactly("READY=1", "STATUS=Ready: größer");
        }
    }

    @Test
    void aSocketOfOlderSystemdsInTheAbstractNamespaceIsReached() throws Exception {
        String name = "winnow-test-" + UUID.randomUUID();
        try (ServiceManagerInTest systemd = new ServiceManagerInTest(AFUNIXSocketAddress.inAbstractNamespace(name))) {
            named("@" + name).tell("WATCHDOG=1");

            assertThat(systemd.until("WATCHDOG")).containsExactly("WATCHDOG=1");
        }
    }

    @Test
    void aStatusOfSeveralLinesCannotBringAnAssignmentOfItsOwn() throws Exception {
        Path path = folder.resolve("notify");
        try (ServiceManagerInTest systemd = new ServiceManagerInTest(path)) {
            named(path.toString()).status("Redis said: no\nMAINPID=1\r\nREADY=1");

            assertThat(systemd.until("STATUS")).containsExactly("STATUS=Redis said: no MAINPID=1 READY=1");
        }
    }

    @Test
    void timeIsAskedForInMicroseconds() throws Exception {
        Path path = folder.resolve("notify");
        try (ServiceManagerInTest systemd = new ServiceManagerInTest(path)) {
            named(path.toString()).needs(Duration.ofSeconds(90), "Starting");

            assertThat(systemd.until("STATUS")).containsExactly("EXTEND_TIMEOUT_USEC=90000000", "STATUS=Starting");
        }
    }

    @Test
    void aSocketThatIsNotThereStopsNobody() {
        assertThatCode(() -> named(folder.resolve("gone").toString()).tell("READY=1")).doesNotThrowAnyException();
        assertThatCode(() -> named("x".repeat(500)).tell("READY=1")).doesNotThrowAnyException();
        assertThatCode(() -> named("vsock:2:1").tell("READY=1")).doesNotThrowAnyException();
    }

    @Test
    void withoutASocketNobodyIsTold() {
        assertThat(ServiceManager.of(Map.<String, String>of()::get, folder)).isSameAs(ServiceManager.NONE);
        assertThat(named(" ")).isSameAs(ServiceManager.NONE);
    }
}
