-- What was written before 003 had failed as often as its attempts say; 003 began to count at none, so that a job between two
-- tries was tried too often. What 003 itself has written counts right.
UPDATE job j JOIN (SELECT job_id, COUNT(*) AS failed FROM job_attempt WHERE outcome = 'failed' GROUP BY job_id) a
    ON a.job_id = j.id
    SET j.failures = a.failed
    WHERE j.failures = 0
        AND j.created_at < (SELECT MAX(h.installed_on) FROM flyway_schema_history h WHERE h.version = '003');
