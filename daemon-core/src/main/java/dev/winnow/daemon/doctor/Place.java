package dev.winnow.daemon.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How this installation is run: what a fix line has to look like. */
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

    /** Starts everything anew. */
    public String restart() {
        return switch (this) {
            case COMPOSE -> "docker compose restart";
            case SYSTEMD -> "sudo systemctl restart 'winnow-*'";
            case QUICKSTART -> "stop the quickstart (Ctrl-C) and start it again: winnow quickstart";
            case SHELL -> "start every daemon again";
        };
    }

    /** Starts one kind of daemon. */
    public String start(String daemon) {
        return switch (this) {
            case COMPOSE -> "docker compose up -d " + daemon;
            case SYSTEMD -> "sudo systemctl start winnow-" + daemon;
            case QUICKSTART -> "winnow quickstart";
            case SHELL -> "winnow " + daemon;
        };
    }

    /** Migrates and re-applies the grants. */
    public String upgrade() {
        return switch (this) {
            case COMPOSE -> "docker compose run --rm migrate";
            case SYSTEMD -> "sudo winnow db upgrade";
            case QUICKSTART, SHELL -> "winnow db upgrade";
        };
    }

    /** Sets a variable for all daemons. */
    public String set(String variable, String value) {
        return switch (this) {
            case COMPOSE -> "echo '" + variable + "=" + value + "' >> prod.env && docker compose up -d";
            case SYSTEMD -> "echo '" + variable + "=" + value
                    + "' | sudo tee -a /etc/winnow/prod.env && sudo systemctl restart 'winnow-*'";
            case QUICKSTART, SHELL -> "export " + variable + "='" + value + "', then " + restart();
        };
    }

    /** Makes a folder that the daemons can read. */
    public String makeFolder(Path folder) {
        return switch (this) {
            case COMPOSE, QUICKSTART -> "mkdir -p " + folder;
            case SYSTEMD, SHELL -> "sudo install -d -o winnow -g winnow " + folder;
        };
    }

    /** Lets the daemons read all of a folder. */
    public String makeReadable(Path folder) {
        return switch (this) {
            // The container's user owns nothing of the host's.
            case COMPOSE -> "chmod -R a+rX plugins (on the host, in the folder that is mounted on " + folder + ")";
            case QUICKSTART -> "chmod -R u+rX " + folder;
            case SYSTEMD, SHELL -> "sudo chown -R winnow: " + folder + " && sudo chmod -R u+rX " + folder;
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
