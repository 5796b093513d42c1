package dev.winnow.web.page.plugin;

import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** For how long a warning need not be shown again. */
enum AcknowledgedFor {
    WEEK("7d", "1 week", Duration.ofDays(7)), DAY("1d", "1 day", Duration.ofDays(1)), MONTH("30d", "1 month",
            Duration.ofDays(30)), EVER("ever", "for good", null);

    private final String code;
    private final String title;
    private final @Nullable Duration duration;

    AcknowledgedFor(String code, String title, @Nullable Duration duration) {
        this.code = code;
        this.title = title;
        this.duration = duration;
    }

    static AcknowledgedFor of(String code) {
        return Arrays.stream(values()).filter(choice -> choice.code.equals(code)).findFirst()
                .orElseThrow(() -> RefusedException.invalid("for", "'for' must be one of "
                        + String.join(", ", Arrays.stream(values()).map(AcknowledgedFor::code).toList()) + ", got '"
                        + Shown.of(code) + "'"));
    }

    /** As the form sends it. */
    public String code() {
        return code;
    }

    /** As people read it. */
    public String title() {
        return title;
    }

    /** When the warning counts again; null for never. */
    @Nullable
    Instant from(Instant now) {
        return duration == null ? null : now.plus(duration);
    }
}
