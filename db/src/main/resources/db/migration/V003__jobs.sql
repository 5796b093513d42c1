-- The row says of the latest attempt who ran it; attempts that did not end a job well have rows of their own. A usual job
-- is this one row: arguments up to 1,000 characters stand in it, longer ones in job_detail, none where there are none.
ALTER TABLE job
    ADD COLUMN failures INT NOT NULL DEFAULT 0 AFTER crashes,
    ADD COLUMN owner CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN host VARCHAR(255) NULL,
    ADD COLUMN traits SMALLINT NOT NULL DEFAULT 0,      -- bits: what else there is to know of it, see JobTrait
    ADD COLUMN correlation_id VARCHAR(64) NOT NULL DEFAULT '',
    ADD COLUMN requested_by VARCHAR(190) NOT NULL DEFAULT '',   -- user:NAME, schedule:NAME, job:ID
    ADD COLUMN arguments VARCHAR(1000) NULL;            -- JSON

ALTER TABLE job_detail
    ADD COLUMN deadline_ms BIGINT NULL,
    MODIFY COLUMN arguments LONGTEXT NULL,              -- JSON; null where they stand in the job's row
    MODIFY COLUMN unique_until VARCHAR(5) NOT NULL DEFAULT 'done';  -- start, done, time: see job_key

-- What was written before this version: 128 is DETAILED, 32 is UNIQUE_UNTIL_START.
UPDATE job j JOIN job_detail d ON d.job_id = j.id
    SET j.correlation_id = d.correlation_id, j.requested_by = d.requested_by,
        j.traits = 128 + IF(d.unique_until = 'start' AND j.dedupe_key IS NOT NULL, 32, 0);
UPDATE job j JOIN job_attempt a ON a.job_id = j.id AND a.attempt = j.attempt
    SET j.owner = a.owner, j.host = a.host;

ALTER TABLE job_detail
    DROP COLUMN correlation_id,
    DROP COLUMN requested_by;

-- One index has the state in it, since each costs a job's way through its states a fifth of its time. Held jobs (limited,
-- or waiting for something else) do not lie in the way of the others. Old jobs are found by their id, which has the time.
ALTER TABLE job
    ADD COLUMN held TINYINT AS (IF(traits & 3 = 0, 0, 1)) STORED,
    ADD KEY job_by_turn (state, priority, held, available_at),
    DROP KEY job_by_state,
    DROP KEY job_due,
    DROP KEY job_finished;

-- Keys that last for a time: unique for a window, and idempotency keys. One that has expired is as good as none.
CREATE TABLE job_key (
    job_key VARCHAR(400) NOT NULL PRIMARY KEY,  -- unique:KEY, or once:REQUESTER:KEY
    job_id BIGINT NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    KEY job_key_by_expiry (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_expiry (
    job_id BIGINT NOT NULL PRIMARY KEY,
    expires_at DATETIME(3) NOT NULL,
    KEY job_expiry_by_time (expires_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Jobs that may run only so many at once, or so often. The dispatcher alone moves them on from 'new':
--   waits: for its turn among those of its gate (the pair of its keys); counted: in the queue or running, and holds one of
--   the key's places; out: neither
CREATE TABLE job_limit (
    job_id BIGINT NOT NULL PRIMARY KEY,
    concurrency_key VARCHAR(190) NULL,
    concurrency_most INT NULL,
    rate_key VARCHAR(190) NULL,
    rate_most INT NULL,
    rate_ms BIGINT NULL,
    standing VARCHAR(7) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'new',
    gate CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    priority TINYINT NULL,
    available_at DATETIME(3) NULL,
    KEY job_limit_by_concurrency (concurrency_key, job_id),
    KEY job_limit_by_rate (rate_key, job_id),
    KEY job_limit_by_turn (standing, gate, priority, available_at),
    KEY job_limit_by_place (standing, concurrency_key)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- The pairs of keys that somebody waits for, so that looking for free places costs nothing for each job that waits.
CREATE TABLE job_gate (
    gate CHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    concurrency_key VARCHAR(190) NULL,
    rate_key VARCHAR(190) NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- When jobs with a rate limit were let into the queue; older than the span they are cleared away.
CREATE TABLE job_rate (
    rate_key VARCHAR(190) NOT NULL,
    let_in_at DATETIME(3) NOT NULL,
    job_id BIGINT NOT NULL,
    PRIMARY KEY (rate_key, let_in_at, job_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Requested jobs that wait for something else than their turn.
CREATE TABLE job_wait (
    job_id BIGINT NOT NULL PRIMARY KEY,
    kind VARCHAR(10) NOT NULL,                  -- job: its predecessor in a chain; batch: all its members; handler: a worker with one
    on_id BIGINT NULL,                          -- the predecessor's or the batch's id
    reason VARCHAR(1000) NOT NULL,
    since DATETIME(3) NOT NULL,
    KEY job_wait_by_cause (kind, on_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_batch (
    id BIGINT NOT NULL PRIMARY KEY,             -- that of the job that runs when all members are finished
    total BIGINT NOT NULL,
    succeeded BIGINT NULL,                      -- known once it is finished
    checked_until BIGINT NOT NULL DEFAULT 0,    -- members up to this id are finished
    watched BIGINT NULL,                        -- the member after that; null: not looked at yet
    created_at DATETIME(3) NOT NULL,
    finished_at DATETIME(3) NULL,
    KEY job_batch_open (finished_at, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE job_batch_member (
    batch_id BIGINT NOT NULL,
    job_id BIGINT NOT NULL,
    PRIMARY KEY (batch_id, job_id),
    KEY job_batch_member_by_job (job_id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Running jobs that somebody called off and that have not stopped yet.
CREATE TABLE job_cancel (
    job_id BIGINT NOT NULL PRIMARY KEY,
    requested_by VARCHAR(190) NOT NULL,
    requested_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Which job types a worker has handlers for.
CREATE TABLE process_handler (
    process_id CHAR(36) NOT NULL,
    job_type VARCHAR(100) NOT NULL,
    PRIMARY KEY (process_id, job_type),
    KEY process_handler_by_type (job_type)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Lanes of which nothing is handed out.
CREATE TABLE lane_pause (
    priority TINYINT NOT NULL PRIMARY KEY,
    paused_by VARCHAR(190) NOT NULL,
    paused_at DATETIME(3) NOT NULL
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- ---------------------------------------------------------------- schedules

-- Ticks are decided in order, each once: up to last_tick_at they are, from next_tick_at on they are not.
ALTER TABLE schedule
    ADD COLUMN options LONGTEXT NULL,           -- JSON; null for none
    ADD COLUMN starts_at DATETIME(3) NULL,
    ADD COLUMN ends_at DATETIME(3) NULL,
    ADD COLUMN expected_from DATETIME(3) NULL,  -- since when it ticks as it does; null: since it was first seen
    ADD COLUMN last_tick_at DATETIME(3) NULL,
    ADD COLUMN last_job_id BIGINT NULL,         -- of the last tick that fired
    ADD COLUMN earlier_job_id BIGINT NULL,      -- of the one before it
    DROP KEY schedule_due,
    ADD KEY schedule_due (next_tick_at);

-- Several ticks in a row that were missed together are one row.
ALTER TABLE schedule_tick
    ADD COLUMN until_at DATETIME(3) NULL AFTER tick_at,  -- the last of them; null: it is one tick
    ADD COLUMN ticks BIGINT NOT NULL DEFAULT 1 AFTER until_at,
    ADD KEY schedule_tick_by_age (decided_at);

UPDATE schedule s SET
    last_tick_at = (SELECT MAX(t.tick_at) FROM schedule_tick t WHERE t.schedule = s.name),
    last_job_id = (SELECT t.job_id FROM schedule_tick t WHERE t.schedule = s.name AND t.job_id IS NOT NULL
        ORDER BY t.tick_at DESC LIMIT 1);
