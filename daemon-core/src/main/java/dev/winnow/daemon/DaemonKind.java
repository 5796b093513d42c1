package dev.winnow.daemon;

/** The three daemons. */
public enum DaemonKind {
    SCHEDULER("scheduler", "winnow_scheduler", 8101), WORKER("worker", "winnow_worker", 8102), INTERFACE_SERVER(
            "interface-server", "winnow_interface", 8103);

    private final String code;
    private final String databaseAccount;
    private final int managementPort;

    DaemonKind(String code, String databaseAccount, int managementPort) {
        this.code = code;
        this.databaseAccount = databaseAccount;
        this.managementPort = managementPort;
    }

    /** The daemon with this code. */
    public static DaemonKind ofCode(String code) {
        for (DaemonKind kind : values()) {
            if (kind.code.equals(code)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("daemon '" + code + "': expected scheduler, worker or interface-server");
    }

    /** As it stands in process rows, file names and commands. */
    public String code() {
        return code;
    }

    /** The MySQL account it uses unless told otherwise. */
    public String databaseAccount() {
        return databaseAccount;
    }

    /** Where health and metrics answer unless told otherwise or taken. */
    public int managementPort() {
        return managementPort;
    }
}
