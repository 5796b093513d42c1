package somebody.elses;

/** As a plugin may: ends the process while it is loaded. */
public final class Exits implements Runnable {
    @Override
    public void run() {
        System.exit(9);
    }
}
