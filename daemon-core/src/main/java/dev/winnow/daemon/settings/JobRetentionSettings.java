package dev.winnow.daemon.settings;

import java.time.Duration;

/**
 * How long finished jobs are kept.
 *
 * @param keepSucceeded those that succeeded
 * @param keepFailed those that failed, are dead, were cancelled or expired
 */
public record JobRetentionSettings(Duration keepSucceeded, Duration keepFailed) {
    /** As the variables have them. */
    public static JobRetentionSettings from(SettingValues values) {
        return new JobRetentionSettings(Duration.ofDays(values.number(Variables.JOBS_KEEP_SUCCEEDED_DAYS)),
                Duration.ofDays(values.number(Variables.JOBS_KEEP_FAILED_DAYS)));
    }
}
