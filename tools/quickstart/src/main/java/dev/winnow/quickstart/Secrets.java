package dev.winnow.quickstart;

import dev.winnow.embedded.Account;
import dev.winnow.embedded.Passwords;
import java.util.Locale;
import java.util.Optional;

/** Passwords and the token, made at the first start and kept. */
final class Secrets {
    private static final int LENGTH = 24;
    private static final int ADMIN_LENGTH = 14;
    private static final int TOKEN_LENGTH = 43;

    private final KeptValues kept;
    private final Passwords generator = new Passwords();

    Secrets(StateFolder state) {
        this.kept = new KeptValues(state, "secrets");
        if (kept.find("admin.shown").isEmpty()) {
            kept.orMade("admin.password", () -> generator.next(ADMIN_LENGTH));
        }
    }

    String database(Account account) {
        return kept.orMade("mariadb." + account.name().toLowerCase(Locale.ROOT), () -> generator.next(LENGTH));
    }

    String redis() {
        return kept.orMade("redis", () -> generator.next(LENGTH));
    }

    String token() {
        return kept.orMade("admin.token", () -> generator.next(TOKEN_LENGTH));
    }

    /** The first password, until it has been shown: an earlier start may have been broken off before. */
    Optional<String> adminPassword() {
        return kept.find("admin.password");
    }

    /** The first password has been shown and is known to its owner only from here on. */
    void adminPasswordShown() {
        kept.put("admin.shown", "yes");
        kept.remove("admin.password");
    }

    /** Whether the demo account has been made once; it is not made again where somebody deleted it. */
    boolean isDemoMade() {
        return kept.find("demo.made").isPresent();
    }

    void demoMade() {
        kept.put("demo.made", "yes");
    }
}
