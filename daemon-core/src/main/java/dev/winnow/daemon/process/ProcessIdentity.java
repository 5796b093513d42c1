package dev.winnow.daemon.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Who this process is.
 *
 * @param id a UUID, new at every start
 * @param kind {@code scheduler}, {@code worker} or {@code interface-server}
 * @param host the host's name
 * @param version of this build
 * @param managementPort where its health answers
 */
public record ProcessIdentity(String id, String kind, String host, long pid, String version, int managementPort,
        Instant startedAt) {
    // Asked first, so that processes of one host agree however they were started.
    private static final Path KERNEL_HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    /** This process, now. */
    public static ProcessIdentity here(String kind, String version, int managementPort) {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseGet(Instant::now);
        return new ProcessIdentity(UUID.randomUUID().toString(), kind, hostName(), self.pid(), version,
                managementPort, started);
    }

    /** The name this host gives itself. */
    public static String hostName() {
        try {
            String name = Files.readString(KERNEL_HOST_NAME).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException notLinux) {
            return Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank())
                    .orElseGet(ProcessIdentity::resolvedHostName);
        }
    }

    private static String resolvedHostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
