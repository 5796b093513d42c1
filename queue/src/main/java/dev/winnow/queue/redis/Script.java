package dev.winnow.queue.redis;

import java.util.List;

/** The scripts, each with the keys that it takes. What a script does stands at the head of its file. */
enum Script {
    PUSH("push", Keys.list(List.of(Keys.lanes(), Keys.waiting()), Keys.RUNNING, Keys.ENVELOPES, Keys.DELAYED,
            Keys.DEAD_IDS)),

    CLAIM("claim", Keys.list(List.of(Keys.lanes(), Keys.waiting(), Keys.leases()), Keys.RUNNING, Keys.ENVELOPES,
            Keys.DEAD, Keys.TURNS)),

    RENEW("renew", Keys.list(List.of(List.of(Keys.RUNNING), Keys.leases()))),

    ACKNOWLEDGE("acknowledge", Keys.list(List.of(List.of(Keys.RUNNING), Keys.leases()), Keys.ENVELOPES)),

    RETRY("retry", Keys.list(List.of(Keys.lanes(), Keys.waiting(), Keys.leases()), Keys.RUNNING, Keys.ENVELOPES,
            Keys.DELAYED)),

    HAND_BACK("hand-back", Keys.list(List.of(Keys.lanes(), Keys.waiting(), Keys.leases()), Keys.RUNNING,
            Keys.ENVELOPES)),

    EXPIRE("expire", Keys.list(List.of(Keys.lanes(), Keys.waiting(), Keys.leases()), Keys.RUNNING, Keys.ENVELOPES,
            Keys.DEAD, Keys.DEAD_IDS)),

    PROMOTE("promote", Keys.list(List.of(Keys.lanes(), Keys.waiting()), Keys.ENVELOPES, Keys.DELAYED)),

    REMOVE("remove", Keys.list(List.of(Keys.lanes(), Keys.waiting()), Keys.RUNNING, Keys.ENVELOPES, Keys.DELAYED,
            Keys.DEAD)),

    FIND("find", Keys.list(List.of(Keys.lanes(), Keys.waiting()), Keys.RUNNING, Keys.ENVELOPES, Keys.DELAYED, Keys.DEAD,
            Keys.DEAD_IDS)),

    LANES("lanes", Keys.list(List.of(Keys.lanes(), Keys.waiting(), Keys.leases())));

    private final ScriptSource source;
    private final List<String> keys;

    Script(String file, List<String> keys) {
        this.source = ScriptSource.read(file + ".lua");
        this.keys = keys;
    }

    ScriptSource source() {
        return source;
    }

    List<String> keys() {
        return keys;
    }
}
