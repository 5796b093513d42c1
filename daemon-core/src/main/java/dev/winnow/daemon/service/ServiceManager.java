package dev.winnow.daemon.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who started this daemon and wants to hear from it: systemd with {@code Type=notify}, or nobody. The messages are those
 * of sd_notify(3). Telling never fails: what could not be told is in the log.
 */
@FunctionalInterface
public interface ServiceManager {
    /** Where systemd names its socket. */
    String SOCKET = "NOTIFY_SOCKET";

    /** Nobody wants to hear. */
    ServiceManager NONE = assignments -> {
    };

    /** Tells one message, of assignments such as {@code READY=1}. */
    void tell(String... assignments);

    /** Says in a line how the daemon stands, as {@code systemctl status} shows it. */
    default void status(String text) {
        tell(statusLine(text));
    }

    /** The start or the stop that goes on takes at most this long from now, whatever the unit says (systemd 236 or newer). */
    default void needs(Duration time, String status) {
        tell("EXTEND_TIMEOUT_USEC=" + TimeUnit.MICROSECONDS.convert(time), statusLine(status));
    }

    /** The assignment that says in a line how the daemon stands. */
    static String statusLine(String text) {
        return "STATUS=" + text.replaceAll("\\R", " ");
    }

    /**
     * Whom this environment names.
     *
     * @param libraries where the native part of the socket's library is put while it is loaded
     */
    static ServiceManager of(Function<String, @Nullable String> environment, Path libraries) {
        String name = environment.apply(SOCKET);
        return name == null || name.isBlank() ? NONE : new NotifySocket(name, libraries);
    }
}
