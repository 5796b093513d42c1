package dev.winnow.worker;

import dev.winnow.db.job.OutcomeJournal;

/** What runs beside the fetchers for as long as the worker does. */
record Helpers(Heartbeat heartbeat, NotesKeeper notes, JobLogAppender log, QueueReports reports,
        OutcomeJournal journal, HandlerAnnouncement announcement) {
    void start() {
        reports.start();
        notes.start();
        log.attach();
        heartbeat.start();
    }

    /** In this order, since outcomes on record are told to the queue. */
    void close() {
        log.detach();
        journal.close();
        reports.close();
        heartbeat.close();
        notes.close();
    }
}
