package dev.winnow.web.page.plugin;

import dev.winnow.db.plugin.Generation;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;

/** A generation in the list. */
record GenerationView(long id, Status status, String reason, String digest, When created, boolean current) {
    static GenerationView of(Generation generation, long current, Times times) {
        boolean isCurrent = generation.id() == current;
        String reason = generation.rolledBackTo() == null
                ? generation.reason()
                : generation.reason() + " to " + generation.rolledBackTo();
        return new GenerationView(generation.id(), isCurrent ? Status.done("Current") : Status.waiting("Earlier"),
                reason, generation.contentDigest(), times.when(generation.createdAt()), isCurrent);
    }
}
