package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the members of open batches in the order of their ids, past those that are finished, and remembers how far:
 * each member is passed once.
 */
final class Batches {
    private static final int PAGE = 1000;
    /** Open batches whose next member is finished, gone, or not there since all were passed. */
    private static final String RIPE = """
        SELECT b.id, b.next FROM (SELECT o.id, (SELECT m.job_id FROM job_batch_member m WHERE m.batch_id = o.id
                AND m.job_id > o.checked_until ORDER BY m.job_id LIMIT 1) AS next
            FROM job_batch o WHERE o.finished_at IS NULL AND o.id > ? ORDER BY o.id LIMIT ?) b
        LEFT JOIN job j ON j.id = b.next
        WHERE b.next IS NULL OR j.id IS NULL OR j.\s""" + JobTransitions.in(JobState.FINISHED) + " ORDER BY b.id";
    private static final String MEMBERS = """
        SELECT m.job_id, j.id IS NULL OR j.%s AS finished, j.state = 'succeeded' AS succeeded
        FROM (SELECT job_id FROM job_batch_member WHERE batch_id = ? AND job_id > (SELECT checked_until FROM job_batch
                WHERE id = ?) ORDER BY job_id LIMIT ?) m
        LEFT JOIN job j ON j.id = m.job_id ORDER BY m.job_id""".formatted(JobTransitions.in(JobState.FINISHED));

    private final Database database;

    Batches(Database database) {
        this.database = database;
    }

    JobReleases.Found<Long> ripe(long after, int size) {
        List<Long> ids = database.query(RIPE, (row, i) -> row.getLong(1), after, size);
        Long end = database.first("SELECT id FROM job_batch WHERE finished_at IS NULL AND id > ? ORDER BY id "
                + "LIMIT 1 OFFSET ?", (row, i) -> row.getLong(1), after, size - 1).orElse(0L);
        return new JobReleases.Found<>(ids, end);
    }

    /** Passes one page of a batch's members. Returns whether that was the last of them: the batch is finished now. */
    Step step(long batch) {
        List<Member> members = database.query(MEMBERS, (row, i) -> new Member(row.getLong("job_id"), row.getBoolean(
                "finished"), row.getBoolean("succeeded")), batch, batch, PAGE);
        List<Member> passed = new ArrayList<>();
        for (Member member : members) {
            if (!member.finished()) {
                break;
            }
            passed.add(member);
        }
        if (!passed.isEmpty()) {
            database.update(
                    "UPDATE job_batch SET checked_until = ?, succeeded = COALESCE(succeeded, 0) + ? WHERE id = ?",
                    passed.getLast().id(), passed.stream().filter(Member::succeeded).count(), batch);
        }
        if (passed.size() < members.size()) {
            return Step.BLOCKED;
        }
        if (members.size() == PAGE) {
            return Step.MORE;
        }
        database.update("UPDATE job_batch SET finished_at = UTC_TIMESTAMP(3), succeeded = COALESCE(succeeded, 0) "
                + "WHERE id = ?", batch);
        return Step.FINISHED;
    }

    /** What became of a step. */
    enum Step {
        MORE, BLOCKED, FINISHED
    }

    private record Member(long id, boolean finished, boolean succeeded) {
    }
}
