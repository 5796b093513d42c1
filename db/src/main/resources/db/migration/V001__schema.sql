-- Winnow's schema, first version. What MySQL 8.0 and MariaDB 11.4 share.
-- Times are UTC. Ids without AUTO_INCREMENT are time-ordered 63-bit numbers given by the writer.
-- Who may write which table is Grants.java, applied after each migration.

CREATE TABLE installation (
    id TINYINT NOT NULL PRIMARY KEY CHECK (id = 1),
    uuid CHAR(36) NOT NULL,
    created_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- processes, leadership, requests

CREATE TABLE process (
    id CHAR(36) NOT NULL PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,                  -- scheduler, worker, interface-server
    host VARCHAR(255) NOT NULL,
    pid BIGINT NOT NULL,
    version VARCHAR(60) NOT NULL,
    state VARCHAR(20) NOT NULL,                 -- starting, settled (scheduler), ready, draining
    is_leader TINYINT NOT NULL DEFAULT 0,
    generation BIGINT NULL,                     -- what it loaded
    lanes VARCHAR(20) NOT NULL DEFAULT '',
    concurrency INT NOT NULL DEFAULT 0,
    running INT NOT NULL DEFAULT 0,
    management_port INT NOT NULL DEFAULT 0,
    detail LONGTEXT NULL,                       -- JSON
    started_at DATETIME(3) NOT NULL,
    heartbeat_at DATETIME(3) NOT NULL,
    KEY process_by_kind (kind, heartbeat_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE leader_lease (
    name VARCHAR(40) NOT NULL PRIMARY KEY,
    owner CHAR(36) NOT NULL,
    epoch BIGINT NOT NULL,
    expires_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE request (
    id BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(40) NOT NULL,                  -- plugins.publish, plugins.rollback, schedule.pause, job.cancel, ...
    arguments LONGTEXT NOT NULL,                -- JSON
    requested_by VARCHAR(190) NOT NULL,
    created_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE request_answer (
    request_id BIGINT NOT NULL PRIMARY KEY,
    outcome VARCHAR(20) NOT NULL,               -- done, refused, failed
    answer LONGTEXT NOT NULL,                   -- JSON
    answered_by CHAR(36) NOT NULL,
    answered_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- plugins: written by the scheduler only, insert-only

CREATE TABLE plugin_blob (
    sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    chunk INT NOT NULL,
    bytes MEDIUMBLOB NOT NULL,                  -- at most 1 MiB
    created_at DATETIME(3) NOT NULL,
    PRIMARY KEY (sha256, chunk)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE plugin_content (
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    version VARCHAR(100) NOT NULL,
    language VARCHAR(10) NOT NULL,              -- java, python, none
    manifest LONGTEXT NOT NULL,                 -- JSON, as completed by the reader
    size BIGINT NOT NULL,
    files INT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    KEY plugin_content_by_name (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE plugin_file (
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    path_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    path VARCHAR(1024) NOT NULL,
    sha256 CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (digest, path_hash),
    KEY plugin_file_by_blob (sha256)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE plugin_generation (
    id BIGINT NOT NULL PRIMARY KEY,             -- 1, 2, 3, ...: the highest committed row is current
    epoch BIGINT NOT NULL,
    reason VARCHAR(20) NOT NULL,                -- publish, rollback
    rolled_back_to BIGINT NULL,
    content_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    published_by CHAR(36) NOT NULL,
    created_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE generation_plugin (
    generation BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,   -- null: broken, never published
    state VARCHAR(20) NOT NULL,                 -- active, broken, stale (its last good version runs)
    source VARCHAR(100) NOT NULL,
    source_location VARCHAR(1024) NOT NULL,
    PRIMARY KEY (generation, name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE plugin_source (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    location VARCHAR(1024) NOT NULL,
    marker_seen TINYINT NOT NULL DEFAULT 0,
    last_scan_at DATETIME(3) NOT NULL,
    last_ok_at DATETIME(3) NULL,
    problem TEXT NULL,
    guarded TINYINT NOT NULL DEFAULT 0,         -- removals refused until confirmed
    guarded_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE plugin_warning (
    fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,   -- subject, process, scope
    subject CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,                   -- plugin, code, place, message
    scope VARCHAR(20) NOT NULL,                 -- load, discovery
    plugin VARCHAR(120) NOT NULL,
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    code VARCHAR(10) NOT NULL,
    process_kind VARCHAR(20) NOT NULL,
    process_host VARCHAR(255) NOT NULL,
    file VARCHAR(1024) NULL,
    line INT NOT NULL DEFAULT 0,
    message TEXT NOT NULL,
    hint TEXT NOT NULL,
    occurrences INT NOT NULL DEFAULT 1,
    first_seen DATETIME(3) NOT NULL,
    last_seen DATETIME(3) NOT NULL,
    resolved_at DATETIME(3) NULL,
    KEY plugin_warning_by_plugin (plugin, resolved_at),
    KEY plugin_warning_by_process (process_kind, scope, resolved_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE warning_acknowledgement (
    subject CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    acknowledged_by VARCHAR(190) NOT NULL,
    note VARCHAR(1000) NOT NULL DEFAULT '',
    acknowledged_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- jobs: a narrow row, the rest beside it

CREATE TABLE job (
    id BIGINT NOT NULL PRIMARY KEY,
    type VARCHAR(100) NOT NULL,
    priority TINYINT NOT NULL,                  -- 0, 1, 2
    state VARCHAR(10) NOT NULL,                 -- requested, queued, running, retrying, succeeded, failed, dead, cancelled, expired
    attempt INT NOT NULL DEFAULT 0,             -- the latest that was started
    crashes INT NOT NULL DEFAULT 0,
    generation BIGINT NULL,
    digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    dedupe_key VARCHAR(190) NULL,               -- null once it is finished, or started where unique until start
    created_at DATETIME(3) NOT NULL,
    available_at DATETIME(3) NOT NULL,
    queued_at DATETIME(3) NULL,
    started_at DATETIME(3) NULL,
    finished_at DATETIME(3) NULL,
    UNIQUE KEY job_by_dedupe_key (dedupe_key),
    KEY job_by_state (state, priority, id),
    KEY job_by_type (type, id),
    KEY job_due (state, available_at),
    KEY job_finished (finished_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_detail (
    job_id BIGINT NOT NULL PRIMARY KEY,
    arguments LONGTEXT NOT NULL,                -- JSON
    unique_key VARCHAR(190) NULL,
    unique_until VARCHAR(5) NOT NULL DEFAULT 'done',   -- start, done
    parent_id BIGINT NULL,
    correlation_id VARCHAR(64) NOT NULL,
    requested_by VARCHAR(190) NOT NULL,         -- user:NAME, schedule:NAME, job:ID
    KEY job_detail_by_parent (parent_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_attempt (
    job_id BIGINT NOT NULL,
    attempt INT NOT NULL,
    owner CHAR(36) NOT NULL,
    host VARCHAR(255) NOT NULL,
    started_at DATETIME(3) NOT NULL,
    finished_at DATETIME(3) NULL,
    outcome VARCHAR(12) NULL,                   -- succeeded, failed, crashed, cancelled, handed-back; null while running
    error_type VARCHAR(255) NULL,
    error_message TEXT NULL,
    error_stack MEDIUMTEXT NULL,
    PRIMARY KEY (job_id, attempt)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_log (
    job_id BIGINT NOT NULL,
    attempt INT NOT NULL,
    sequence INT NOT NULL,
    at DATETIME(3) NOT NULL,
    level VARCHAR(10) NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (job_id, attempt, sequence)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_progress (
    job_id BIGINT NOT NULL PRIMARY KEY,
    attempt INT NOT NULL,
    done BIGINT NOT NULL,
    total BIGINT NOT NULL,
    message VARCHAR(1000) NOT NULL,
    at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_result (
    job_id BIGINT NOT NULL PRIMARY KEY,
    result LONGTEXT NOT NULL                    -- JSON
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- schedules

CREATE TABLE schedule (
    name VARCHAR(100) NOT NULL PRIMARY KEY,
    origin VARCHAR(255) NOT NULL,               -- file:NAME, plugin:NAME, built-in
    job_type VARCHAR(100) NOT NULL,
    priority TINYINT NOT NULL,
    cron VARCHAR(100) NULL,
    interval_ms BIGINT NULL,
    zone VARCHAR(60) NOT NULL,
    jitter_ms BIGINT NOT NULL DEFAULT 0,
    arguments LONGTEXT NOT NULL,                -- JSON
    catch_up VARCHAR(12) NOT NULL,              -- skip, fire-once, fire-all
    overlap VARCHAR(12) NOT NULL,               -- allow, skip
    paused TINYINT NOT NULL DEFAULT 0,
    next_tick_at DATETIME(3) NULL,
    first_seen DATETIME(3) NOT NULL,
    removed_at DATETIME(3) NULL,
    KEY schedule_due (paused, next_tick_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE schedule_tick (
    schedule VARCHAR(100) NOT NULL,
    tick_at DATETIME(3) NOT NULL,
    outcome VARCHAR(12) NOT NULL,               -- fired, coalesced, caught-up, skipped
    reason VARCHAR(255) NOT NULL,
    job_id BIGINT NULL,
    epoch BIGINT NOT NULL,
    decided_at DATETIME(3) NOT NULL,
    PRIMARY KEY (schedule, tick_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- accounts and inventory

CREATE TABLE cloud_account (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    provider VARCHAR(100) NOT NULL,
    settings LONGTEXT NOT NULL,                 -- JSON; secrets are references
    created_by VARCHAR(190) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY cloud_account_by_name (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE harvest_scope (
    account_id BIGINT NOT NULL,
    region VARCHAR(100) NOT NULL,
    type VARCHAR(100) NOT NULL,
    last_job_id BIGINT NOT NULL,
    last_started_at DATETIME(3) NOT NULL,
    last_succeeded_at DATETIME(3) NULL,
    resources BIGINT NOT NULL DEFAULT 0,
    problem TEXT NULL,
    PRIMARY KEY (account_id, region, type)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE resource (
    id BIGINT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    provider VARCHAR(100) NOT NULL,
    type VARCHAR(100) NOT NULL,
    scope VARCHAR(100) NOT NULL,                -- the harvested region: what one harvest job covers
    region VARCHAR(100) NOT NULL,
    native_id VARCHAR(255) NOT NULL,
    name VARCHAR(255) NULL,
    state VARCHAR(100) NULL,
    instance_type VARCHAR(100) NULL,
    image_id VARCHAR(255) NULL,
    zone VARCHAR(100) NULL,
    network_id VARCHAR(255) NULL,
    subnet_id VARCHAR(255) NULL,
    private_ip VARCHAR(64) NULL,
    public_ip VARCHAR(64) NULL,
    launched_at DATETIME(3) NULL,
    attributes LONGTEXT NOT NULL,               -- JSON
    first_seen DATETIME(3) NOT NULL,
    last_seen DATETIME(3) NOT NULL,
    seen_by_job BIGINT NOT NULL,
    deleted_at DATETIME(3) NULL,
    UNIQUE KEY resource_by_native_id (account_id, type, region, native_id),
    KEY resource_by_scope (account_id, scope, type, seen_by_job),
    KEY resource_by_type (type, deleted_at, instance_type),
    KEY resource_by_region (region, type)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE resource_tag (
    resource_id BIGINT NOT NULL,
    tag_key VARCHAR(128) NOT NULL,
    tag_value VARCHAR(512) NOT NULL,
    PRIMARY KEY (resource_id, tag_key),
    KEY resource_tag_by_value (tag_key, tag_value(100))
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- insights and compliance

CREATE TABLE insight (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    title VARCHAR(255) NOT NULL,
    description TEXT NOT NULL,
    severity VARCHAR(10) NOT NULL,              -- info, low, medium, high, critical
    resource_type VARCHAR(100) NOT NULL,
    filters LONGTEXT NOT NULL,                  -- JSON: [{"filter": name, "settings": {...}}]
    origin VARCHAR(120) NOT NULL,               -- user:NAME, plugin:NAME, built-in
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    removed_at DATETIME(3) NULL,
    UNIQUE KEY insight_by_name (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE finding (
    insight_id BIGINT NOT NULL,
    resource_id BIGINT NOT NULL,
    first_seen DATETIME(3) NOT NULL,
    last_seen DATETIME(3) NOT NULL,
    seen_by_job BIGINT NOT NULL,
    resolved_at DATETIME(3) NULL,
    PRIMARY KEY (insight_id, resource_id),
    KEY finding_by_resource (resource_id, resolved_at),
    KEY finding_open (insight_id, resolved_at, seen_by_job)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE compliance (
    insight_id BIGINT NOT NULL,
    computed_at DATETIME(3) NOT NULL,
    job_id BIGINT NOT NULL,
    generation BIGINT NULL,
    total BIGINT NOT NULL,
    failing BIGINT NOT NULL,
    problem TEXT NULL,                          -- why it could not be computed; total and failing are then the last known
    PRIMARY KEY (insight_id, computed_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- people: written by the interface server only

CREATE TABLE app_user (
    id BIGINT NOT NULL PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    role VARCHAR(20) NOT NULL,                  -- viewer, operator, admin
    must_change_password TINYINT NOT NULL DEFAULT 0,
    disabled TINYINT NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    UNIQUE KEY app_user_by_name (name)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE api_token (
    id BIGINT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL,
    name VARCHAR(100) NOT NULL,
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role VARCHAR(20) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NULL,
    last_used_at DATETIME(3) NULL,
    UNIQUE KEY api_token_by_hash (token_hash)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE sign_in_link (
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    used_at DATETIME(3) NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE audit_event (
    id BIGINT NOT NULL PRIMARY KEY,
    at DATETIME(3) NOT NULL,
    actor VARCHAR(190) NOT NULL,
    action VARCHAR(100) NOT NULL,
    target VARCHAR(255) NOT NULL,
    detail LONGTEXT NULL,                       -- JSON
    remote_address VARCHAR(64) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE SPRING_SESSION (
    PRIMARY_ID CHAR(36) NOT NULL,
    SESSION_ID CHAR(36) NOT NULL,
    CREATION_TIME BIGINT NOT NULL,
    LAST_ACCESS_TIME BIGINT NOT NULL,
    MAX_INACTIVE_INTERVAL INT NOT NULL,
    EXPIRY_TIME BIGINT NOT NULL,
    PRINCIPAL_NAME VARCHAR(100),
    PRIMARY KEY (PRIMARY_ID),
    UNIQUE KEY SPRING_SESSION_IX1 (SESSION_ID),
    KEY SPRING_SESSION_IX2 (EXPIRY_TIME),
    KEY SPRING_SESSION_IX3 (PRINCIPAL_NAME)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID CHAR(36) NOT NULL,
    ATTRIBUTE_NAME VARCHAR(200) NOT NULL,
    ATTRIBUTE_BYTES MEDIUMBLOB NOT NULL,
    PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID)
        REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
