package dev.winnow.queue.redis;

import java.util.Locale;

/** The scripts. What each does, takes and answers stands at the head of its file. */
enum Script {
    PUSH, CLAIM, RENEW, RECLAIM, ACKNOWLEDGE, RELEASE, HAND_BACK, SET_ASIDE, ENDED, EXPIRE, PROMOTE, REMOVE, CANCEL, PAUSE, MARK, FIND, MEND, INSPECT, LANES, WAIT, LEAVE;

    private final ScriptSource source = ScriptSource.read(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua");

    ScriptSource source() {
        return source;
    }
}
