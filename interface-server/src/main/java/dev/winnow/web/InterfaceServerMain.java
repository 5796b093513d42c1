package dev.winnow.web;

import dev.winnow.daemon.BeforeStart;
import dev.winnow.daemon.CommandLine;
import dev.winnow.daemon.DaemonApplication;
import dev.winnow.daemon.DaemonConfiguration;
import dev.winnow.daemon.DaemonKind;
import dev.winnow.daemon.queue.QueueConfiguration;
import dev.winnow.db.JpaConfiguration;
import dev.winnow.db.SessionConfiguration;
import java.util.Map;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The interface server: the REST API and the console. */
@Configuration(proxyBeanMethods = false)
@ComponentScan
@Import({DaemonConfiguration.class, JpaConfiguration.class, SessionConfiguration.class, QueueConfiguration.class})
public class InterfaceServerMain {
    /** Its options. */
    static final CommandLine OPTIONS = new CommandLine("winnow interface-server [--port PORT]",
            "The interface server: the console and the API.", Map.of("--port", "winnow.http.port"), Map.of());

    /** Starts it. */
    public static void main(String[] args) {
        DaemonApplication.run(InterfaceServerMain.class, DaemonKind.INTERFACE_SERVER, OPTIONS, BeforeStart.NOTHING,
                args);
    }
}
