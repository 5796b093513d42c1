package dev.winnow.web.page.view;

import dev.winnow.db.job.JobState;
import dev.winnow.plugin.spi.Severity;
import java.util.Locale;

/**
 * A state as a page shows it: always an icon and a word, never colour alone.
 *
 * @param word what people read
 * @param icon one of the sprite's names
 * @param tone {@code green}, {@code blue}, {@code grey}, {@code amber}, {@code red} or {@code violet}
 */
public record Status(String word, String icon, String tone) {
    /** Done. */
    public static Status done(String word) {
        return new Status(word, "done", "green");
    }

    /** Under way. */
    public static Status running(String word) {
        return new Status(word, "running", "blue");
    }

    /** Waiting, or of no consequence. */
    public static Status waiting(String word) {
        return new Status(word, "queued", "grey");
    }

    /** To be looked at. */
    public static Status warning(String word) {
        return new Status(word, "alert", "amber");
    }

    /** Failed. */
    public static Status failed(String word) {
        return new Status(word, "failed", "red");
    }

    /** Called off, or left out on purpose. */
    public static Status cancelled(String word) {
        return new Status(word, "cancelled", "violet");
    }

    /** Held. */
    public static Status paused(String word) {
        return new Status(word, "pause", "amber");
    }

    /** A job's. */
    public static Status of(JobState state) {
        return switch (state) {
            case REQUESTED -> waiting("Requested");
            case QUEUED -> waiting("Queued");
            case RUNNING -> running("Running");
            case RETRYING -> new Status("Retrying", "retrying", "amber");
            case SUCCEEDED -> done("Succeeded");
            case FAILED -> failed("Failed");
            case DEAD -> new Status("Dead", "dead", "red");
            case CANCELLED -> cancelled("Cancelled");
            case EXPIRED -> cancelled("Expired");
        };
    }

    /** An insight's severity. */
    public static Status of(Severity severity) {
        return switch (severity) {
            case INFO -> new Status("Info", "info", "grey");
            case LOW -> new Status("Low", "info", "grey");
            case MEDIUM -> warning("Medium");
            case HIGH -> new Status("High", "alert", "red");
            case CRITICAL -> new Status("Critical", "dead", "red");
        };
    }

    /** A resource's state, which is the provider's own word. */
    public static Status ofResource(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "running", "available", "in-use", "active" -> done(state);
            case "pending", "starting", "stopping", "shutting-down" -> running(state);
            case "stopped" -> new Status(state, "stop", "grey");
            case "terminated", "deleted" -> cancelled(state);
            default -> new Status(state, "info", "grey");
        };
    }
}
