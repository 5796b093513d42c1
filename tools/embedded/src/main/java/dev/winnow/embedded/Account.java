package dev.winnow.embedded;

/** Winnow's four accounts on the database server. */
public enum Account {
    MIGRATE("winnow_migrate"), SCHEDULER("winnow_scheduler"), WORKER("winnow_worker"), INTERFACE("winnow_interface");

    private final String accountName;

    Account(String accountName) {
        this.accountName = accountName;
    }

    /** The name to sign in with. */
    public String accountName() {
        return accountName;
    }
}
