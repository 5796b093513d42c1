package dev.winnow.web;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.web.security.BootstrapAdmin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What is done once the server answers: the first admin, the wait for a settled scheduler, and the plugins. Until then
 * every page and call but health says that Winnow is starting.
 */
@Component
class StartUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    private final PluginHost plugins;
    private final ProcessRegistration registration;
    private final BootstrapAdmin admin;
    private final DaemonExit exit;
    private volatile @Nullable Thread thread;

    StartUp(PluginHost plugins, ProcessRegistration registration, BootstrapAdmin admin, DaemonExit exit) {
        this.plugins = plugins;
        this.registration = registration;
        this.admin = admin;
        this.exit = exit;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("start-up").start(this::run);
    }

    private void run() {
        try {
            admin.run();
            plugins.awaitSettledScheduler();
            plugins.load();
            registration.state("ready");
            LOG.info("The interface server is ready.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartException e) {
            if (!Thread.currentThread().isInterrupted()) {
                exit.exit(e.code(), String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            LOG.error("The interface server could not start.", e);
            exit.exit(ExitCode.FAILED, "The interface server could not start.");
        }
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
