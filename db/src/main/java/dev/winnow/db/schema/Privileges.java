package dev.winnow.db.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may do what with which table. One line a table: the scheduler's, the worker's and the interface server's verbs,
 * by first letter (S elect, I nsert, U pdate, D elete). A {@code u} is an UPDATE of some columns only, which
 * {@link #UPDATABLE_COLUMNS} names.
 */
final class Privileges {
    /** Flyway's own table. Granted last: who can read it has all else. */
    static final String HISTORY = "flyway_schema_history";

    /** What a worker may change of a job: how it stands, never what it is. */
    static final Map<String, List<String>> UPDATABLE_COLUMNS = Map.of("job",
            List.of("state", "attempt", "failures", "crashes", "owner", "host", "traits", "generation", "digest",
                    "dedupe_key", "available_at", "queued_at",
                    "started_at", "finished_at"));

    private static final String TABLE = """
        installation               S    S    S
        process                    SIUD SIUD SIUD
        process_handler            SD   SID  S
        leader_lease               SIU  -    -
        request                    S    -    SI
        request_answer             SI   -    S
        plugin_blob                SID  S    S
        plugin_content             SID  S    S
        plugin_file                SID  S    S
        plugin_generation          SID  S    S
        generation_plugin          SID  S    S
        plugin_probe               SIUD S    S
        plugin_setting             S    S    SIUD
        plugin_source              SIUD S    S
        plugin_warning             SIU  SIU  SIU
        warning_acknowledgement    S    S    SIUD
        job                        SIU  SIuD SI
        job_detail                 SI   SID  SI
        job_attempt                SIU  SIUD S
        job_log                    S    SID  S
        job_progress               S    SIUD S
        job_result                 S    SIUD S
        job_key                    SIU  SIUD SIU
        job_expiry                 SID  SID  SI
        job_limit                  SIU  SID  SI
        job_gate                   SID  -    -
        job_rate                   SID  SD   S
        job_wait                   SIUD SID  SI
        job_batch                  SIU  SID  SI
        job_batch_member           SI   SID  SI
        job_cancel                 SID  SD   S
        lane_pause                 SID  S    S
        schedule                   SIU  -    S
        schedule_tick              SID  -    S
        cloud_account              S    S    SIUD
        harvest_scope              -    SIU  S
        resource                   -    SIU  S
        resource_tag               -    SIUD S
        insight                    SIU  S    SIU
        finding                    -    SIU  S
        compliance                 -    SIU  S
        app_user                   -    -    SIUD
        api_token                  -    -    SIUD
        sign_in_link               -    -    SIUD
        audit_event                -    -    SI
        SPRING_SESSION             -    -    SIUD
        SPRING_SESSION_ATTRIBUTES  -    -    SIUD
        flyway_schema_history      S    S    S
        """;

    private Privileges() {
    }

    /** By table, in the order above: the verbs of one account. */
    static Map<String, Set<Character>> of(Role role) {
        Map<String, Set<Character>> privileges = new TreeMap<>();
        TABLE.lines().forEach(line -> {
            String[] cells = line.split("\\s+");
            Set<Character> verbs = new TreeSet<>();
            for (char verb : cells[1 + role.ordinal()].toCharArray()) {
                if (verb != '-') {
                    verbs.add(verb);
                }
            }
            privileges.put(cells[0], verbs);
        });
        return privileges;
    }

    /** Whose column it is. */
    enum Role {
        SCHEDULER, WORKER, INTERFACE_SERVER
    }
}
