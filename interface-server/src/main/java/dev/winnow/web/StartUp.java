package dev.winnow.web;

import dev.winnow.daemon.exit.DaemonExit;
import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.plugin.PluginHost;
import dev.winnow.daemon.process.ProcessRegistration;
import dev.winnow.web.security.BootstrapAdmin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What is done once the server answers: the first admin, and beside that the wait for a settled scheduler and the
 * plugins. Until then every page and call but health says that Winnow is starting.
 */
@Component
class StartUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StartUp.class);

    private final PluginHost plugins;
    private final ProcessRegistration registration;
    private final BootstrapAdmin admin;
    private final Started started;
    private final DaemonExit exit;
    private volatile @Nullable Thread thread;

    StartUp(PluginHost plugins, ProcessRegistration registration, BootstrapAdmin admin, Started started,
            DaemonExit exit) {
        this.plugins = plugins;
        this.registration = registration;
        this.admin = admin;
        this.started = started;
        this.exit = exit;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().daemon().name("start-up").start(this::run);
    }

    private void run() {
        // It waits for JPA, which the plugins have no need of.
        CompletableFuture<Void> firstAdmin = CompletableFuture.runAsync(this::makeFirstAdmin,
                task -> Thread.ofPlatform().daemon().name("first-admin").start(task));
        try {
            plugins.awaitSettledScheduler();
            plugins.load();
            firstAdmin.get();
            started.done();
            registration.state("ready");
            LOG.info("The interface server is ready.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.debug("There is no first admin, as was said", e);
        } catch (RuntimeException e) {
            cannotStart(e);
        }
    }

    private void makeFirstAdmin() {
        try {
            admin.run();
        } catch (RuntimeException e) {
            cannotStart(e);
            throw e;
        }
    }

    private void cannotStart(RuntimeException failure) {
        if (!(failure instanceof StartException known)) {
            LOG.error("The interface server could not start.", failure);
            exit.exit(ExitCode.FAILED, "The interface server could not start.");
        } else if (!Thread.currentThread().isInterrupted()) {
            exit.exit(known.code(), String.valueOf(known.getMessage()));
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
