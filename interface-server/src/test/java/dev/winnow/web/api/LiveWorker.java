package dev.winnow.web.api;

import dev.winnow.db.process.ProcessRow;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.embedded.Account;
import dev.winnow.web.TestServer;
import java.time.Instant;
import java.util.List;

/** Says of a worker what a live one says of itself. */
public final class LiveWorker {
    /** Its process id. */
    public static final String ID = "w1";

    private LiveWorker() {
    }

    /** It lives, serves p0 and p1, and has these handlers. */
    public static void says(TestServer server, String... types) {
        ProcessTable processes = server.as(Account.WORKER, ProcessTable.class);
        processes.save(new ProcessRow(ID, "worker", "box", 42, "test", "ready", false, 1L, "p0,p1", 4, 1, 8102,
                Instant.now(), Instant.now()));
        processes.handles(ID, List.of(types));
    }

    /** It has gone. */
    public static void goes(TestServer server) {
        ProcessTable processes = server.as(Account.WORKER, ProcessTable.class);
        processes.handles(ID, List.of());
        processes.remove(ID);
    }
}
