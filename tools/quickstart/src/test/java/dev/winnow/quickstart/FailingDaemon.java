package dev.winnow.quickstart;

/** A daemon that never comes up. */
public final class FailingDaemon {
    private FailingDaemon() {
    }

    public static void main(String[] arguments) {
        System.err.println("no luck today");
        System.exit(3);
    }
}
