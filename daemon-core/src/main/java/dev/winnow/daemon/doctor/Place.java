package dev.winnow.daemon.doctor;

import dev.winnow.plugin.spi.Priority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How this installation is run: what a fix line has to look like. Each can be pasted into a shell; what is said to people
 * stands behind {@code #}.
 */
public enum Place {
    /** In a container. */
    COMPOSE,
    /** As services of systemd. */
    SYSTEMD,
    /** A quickstart. */
    QUICKSTART,
    /** By hand. */
    SHELL;

    private static final Path IMAGE = Path.of("/opt/winnow");

    /**
     * Where this process stands.
     *
     * @param root of the file system
     * @param home the distribution's folder, if known
     * @param quickstart whether a quickstart's state was found
     */
    public static Place find(Path root, Optional<Path> home, boolean quickstart) {
        if (quickstart) {
            return QUICKSTART;
        }
        boolean units = Stream.of("etc/systemd/system", "lib/systemd/system", "usr/lib/systemd/system")
                .map(folder -> root.resolve(folder).resolve("winnow-scheduler.service")).anyMatch(Files::exists);
        if (units && home.isPresent()) {
            return SYSTEMD;
        }
        // People develop in containers, too: what counts is that it is our image.
        boolean contained = Stream.of(".dockerenv", "run/.containerenv").map(root::resolve).anyMatch(Files::exists);
        return contained && home.filter(IMAGE::equals).isPresent() ? COMPOSE : SHELL;
    }

    /** As it stands in JSON. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Gives Winnow's launcher a command, for example {@code plugins warnings}. */
    public String winnow(String command) {
        return switch (this) {
            case COMPOSE -> "docker compose exec scheduler winnow " + command;
            case QUICKSTART -> "./winnow " + command;
            case SYSTEMD, SHELL -> "winnow " + command;
        };
    }

    /** Starts everything anew. */
    public String restart() {
        return switch (this) {
            case COMPOSE -> "docker compose restart";
            case SYSTEMD -> "sudo systemctl restart winnow.target";
            case QUICKSTART -> "./winnow quickstart   # once it is stopped (Ctrl-C)";
            case SHELL -> "# start every daemon again";
        };
    }

    /** Starts one kind of daemon. */
    public String start(String daemon) {
        return switch (this) {
            case COMPOSE -> "docker compose up -d " + daemon;
            case SYSTEMD -> "sudo systemctl start winnow-" + daemon;
            case QUICKSTART -> "./winnow quickstart";
            case SHELL -> "winnow " + daemon;
        };
    }

    /** Starts a worker that takes jobs of this lane. */
    public String startWorker(Priority lane) {
        boolean last = lane == Priority.P2;
        return switch (this) {
            case COMPOSE -> start(last ? "worker-p2" : "worker");
            case SYSTEMD -> start(last ? "worker@p2" : "worker");
            case QUICKSTART -> start("worker");
            case SHELL -> start("worker --queue " + lane.code());
        };
    }

    /** Migrates and re-applies the grants. */
    public String upgrade() {
        return switch (this) {
            case COMPOSE -> "docker compose run --rm migrate";
            case SYSTEMD -> "sudo winnow db upgrade";
            case QUICKSTART -> restart();
            case SHELL -> "winnow db upgrade";
        };
    }

    /** What follows a change of variables: {@code restart} alone would not have Compose read them. */
    String thenRestart() {
        return switch (this) {
            case COMPOSE -> " && docker compose up -d";
            case SYSTEMD, QUICKSTART -> " && " + restart();
            case SHELL -> "   " + restart();
        };
    }

    /** Sets a variable for all daemons. */
    public String set(String variable, String value) {
        String line = ShellWord.of(variable + "=" + value);
        return switch (this) {
            case COMPOSE -> "echo " + line + " >> prod.env" + thenRestart();
            case SYSTEMD -> "echo " + line + " | sudo tee -a /etc/winnow/prod.env" + thenRestart();
            case QUICKSTART, SHELL -> "export " + line + thenRestart();
        };
    }

    /** Has the console answer on another port of this host. */
    public String publish(int port) {
        return switch (this) {
            // Inside the container it stays where it is.
            case COMPOSE -> "echo WINNOW_HTTP_PUBLISH=" + port + " >> .env" + thenRestart();
            case QUICKSTART -> "./winnow quickstart --port " + port + "   # once it is stopped (Ctrl-C)";
            case SYSTEMD, SHELL -> set("WINNOW_HTTP_PORT", Integer.toString(port));
        };
    }

    /**
     * Runs a command on the folder of plugins, which is not the daemons' own: they read it and never write.
     *
     * @param command takes the folder as its last word
     */
    public String onPlugins(String command, Path folder) {
        return switch (this) {
            case COMPOSE ->
                command + " plugins   # on the host, beside docker-compose.yaml: it is mounted on " + folder;
            case SYSTEMD, QUICKSTART, SHELL -> asOwner(command + " " + ShellWord.of(folder));
        };
    }

    /** A command that only a file's owner may give. */
    public String asOwner(String command) {
        return switch (this) {
            case COMPOSE, QUICKSTART -> command;
            case SYSTEMD, SHELL -> "sudo " + command;
        };
    }

    /** Runs SQL as an administrator of the server. */
    public String sql(String statement) {
        return switch (this) {
            case COMPOSE ->
                "docker compose exec mysql sh -c 'MYSQL_PWD=$(cat /run/winnow/mysql/password) mysql -u root -e \""
                        + statement + "\"'";
            case SYSTEMD, QUICKSTART, SHELL -> "mysql -u root -p -e \"" + statement + "\"";
        };
    }

    /** Gives Redis a command. */
    public String redis(String command) {
        return switch (this) {
            case COMPOSE ->
                "docker compose exec redis sh -c 'REDISCLI_AUTH=$(cat /run/winnow/redis/password) redis-cli "
                        + command + "'";
            case SYSTEMD, QUICKSTART, SHELL -> "redis-cli " + command;
        };
    }
}
