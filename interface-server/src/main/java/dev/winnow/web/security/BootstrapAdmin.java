package dev.winnow.web.security;

import dev.winnow.daemon.exit.ExitCode;
import dev.winnow.daemon.exit.StartException;
import dev.winnow.daemon.settings.AdminSettings;
import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.db.people.People;
import dev.winnow.db.people.Role;
import dev.winnow.db.people.User;
import dev.winnow.web.service.Actor;
import dev.winnow.web.service.Audit;
import dev.winnow.web.service.Passwords;
import dev.winnow.web.service.PeopleService;
import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.SecretTokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Sees to it that a new installation can be entered: by password and token as given, else by a one-time link. */
@Component
public class BootstrapAdmin {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapAdmin.class);
    private static final Duration LINK_LIVES = Duration.ofHours(24);
    private static final Actor NOBODY_YET = new Actor("first start", Role.ADMIN, "");

    private final People people;
    private final PasswordEncoder encoder;
    private final AdminSettings settings;
    private final HttpSettings http;
    private final Environment environment;
    private final InstantSource clock;
    private final Audit audit;

    BootstrapAdmin(People people, PasswordEncoder encoder, AdminSettings settings, HttpSettings http,
            Environment environment, InstantSource clock, Audit audit) {
        this.people = people;
        this.encoder = encoder;
        this.settings = settings;
        this.http = http;
        this.environment = environment;
        this.clock = clock;
        this.audit = audit;
    }

    /** Does nothing once there is a user. */
    public void run() {
        if (!people.isEmpty()) {
            return;
        }
        if (settings.password().isPresent() || settings.token().isPresent()) {
            addAdmin();
        } else {
            String secret = SecretTokens.create();
            people.addSignInLink(SecretTokens.hash(secret), clock.instant().plus(LINK_LIVES));
            LOG.info("There is no user yet. Sign in once at {}/sign-in/link?token={} (good for 24 hours).", address(),
                    secret);
        }
    }

    private void addAdmin() {
        String password = settings.password().orElseGet(SecretTokens::create);
        check(password);
        User admin;
        try {
            admin = people.add(PeopleService.FIRST_ADMIN, String.valueOf(encoder.encode(password)), Role.ADMIN, false);
        } catch (IllegalArgumentException e) {
            LOG.info("Another interface server has made the first admin meanwhile.");
            return;
        }
        audit.record(NOBODY_YET, "user.add", "user:" + admin.name(), Map.of("role", "admin"));
        settings.token().ifPresent(token -> {
            people.addToken(admin.id(), "WINNOW_ADMIN_TOKEN", SecretTokens.hash(token), Role.ADMIN, null);
            audit.record(NOBODY_YET, "token.add", "user:" + admin.name(), Map.of("role", "admin"));
        });
        LOG.info(
                "Made the first user '{}' as WINNOW_ADMIN_PASSWORD and WINNOW_ADMIN_TOKEN say; they are not read again.",
                admin.name());
    }

    private static void check(String password) {
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.MAX_BYTES) {
            throw new StartException(ExitCode.USAGE, "WINNOW_ADMIN_PASSWORD is longer than " + Passwords.MAX_BYTES
                    + " bytes: take a shorter one.");
        }
        try {
            Passwords.check("WINNOW_ADMIN_PASSWORD", password, PeopleService.FIRST_ADMIN);
        } catch (RefusedException e) {
            LOG.warn("WINNOW_ADMIN_PASSWORD is weak ({}): change it after the first sign-in.", e.sentence());
        }
    }

    private String address() {
        String path = http.basePath().equals("/") ? "" : http.basePath();
        return http.publicUrl().map(URI::toString).map(url -> url.endsWith("/")
                ? url.substring(0, url.length() - 1)
                : url).orElseGet(() -> "http://localhost:"
                        + environment.getProperty("local.server.port",
                                Integer.toString(http.port()))
                        + path);
    }
}
