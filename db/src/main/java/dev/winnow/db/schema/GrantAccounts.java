package dev.winnow.db.schema;

/**
 * The daemons' MySQL accounts, without the host part, which is {@code %}.
 *
 * @param scheduler the scheduler's
 * @param worker the workers'
 * @param interfaceServer the interface servers'
 */
public record GrantAccounts(String scheduler, String worker, String interfaceServer) {
    /** The names that {@code winnow db init} gives. */
    public static final GrantAccounts DEFAULT = new GrantAccounts("winnow_scheduler", "winnow_worker",
            "winnow_interface");
}
