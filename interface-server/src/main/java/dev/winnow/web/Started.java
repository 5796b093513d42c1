package dev.winnow.web;

import org.springframework.stereotype.Component;

/** Whether all is done that comes before the first page and call: plugins are loaded and there is a first admin. */
@Component
public class Started {
    private volatile boolean done;

    /** Whether it is; it stays so. */
    public boolean isDone() {
        return done;
    }

    void done() {
        done = true;
    }
}
