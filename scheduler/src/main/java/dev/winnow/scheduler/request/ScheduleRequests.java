package dev.winnow.scheduler.request;

import dev.winnow.scheduler.lead.Term;
import dev.winnow.scheduler.schedule.ScheduleDesk;

/** Pause, resume, run now. */
final class ScheduleRequests {
    private final ScheduleDesk desk;

    ScheduleRequests(ScheduleDesk desk) {
        this.desk = desk;
    }

    Reply pause(Term term, Arguments arguments, String requestedBy) {
        String name = arguments.text("name");
        return desk.pause(term, name)
                ? Reply.done("The schedule '" + name + "' is paused: it fires no job until it is resumed.")
                : unknown(name);
    }

    Reply resume(Term term, Arguments arguments, String requestedBy) {
        String name = arguments.text("name");
        return desk.resume(term, name)
                ? Reply.done("The schedule '" + name + "' fires again from its next tick on; ticks that passed while it"
                        + " was paused are recorded as skipped.")
                : unknown(name);
    }

    Reply run(Term term, Arguments arguments, String requestedBy) {
        String name = arguments.text("name");
        return desk.run(term, name, requestedBy).map(job -> Reply.done(
                "The schedule '" + name + "' runs now as job " + job + "; its ticks are as before.").with("job", job))
                .orElseGet(() -> unknown(name));
    }

    private static Reply unknown(String name) {
        return Reply.refused("There is no schedule '" + name + "'; 'winnow schedules list' shows them.");
    }
}
