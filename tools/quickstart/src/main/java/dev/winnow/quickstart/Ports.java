package dev.winnow.quickstart;

import dev.winnow.embedded.FreePort;
import java.util.Set;
import java.util.TreeSet;

/** The ports of everything but the interface server, kept from start to start as long as nobody else takes them. */
final class Ports {
    private final KeptValues kept;
    private final Set<Integer> given = new TreeSet<>();

    Ports(StateFolder state) {
        this.kept = new KeptValues(state, "ports");
    }

    /** The port that this process had before or would like to have, or another where it is taken. */
    int of(String process, int preferred) {
        int wanted = kept.find(process).filter(text -> text.matches("\\d{1,5}")).map(Integer::parseInt)
                .orElse(preferred);
        int port = wanted;
        while (port == 0 || given.contains(port) || !FreePort.isFree(port)) {
            port = FreePort.any();
        }
        given.add(port);
        kept.put(process, Integer.toString(port));
        return port;
    }

    /** One that people chose and know: it is not exchanged for another. */
    void demand(int port) {
        if (!FreePort.isFree(port)) {
            throw new QuickstartException("port " + port
                    + " is taken by another program: end that, or choose another port with --port");
        }
        given.add(port);
    }
}
