package dev.winnow.db.job;

import dev.winnow.db.Database;
import java.util.List;

/**
 * Goes through the members of open batches in the order of their ids, past those that are finished, and remembers how far:
 * each member is passed once.
 */
final class Batches {
    /** So many members are read at once, more where all before were finished: little is read for those that are not. */
    private static final int[] PAGES = {16, 128, 1000};
    /** Open batches whose watched member is finished or gone, or that watch none yet. */
    private static final String RIPE = """
        SELECT b.id FROM (SELECT id, watched FROM job_batch WHERE finished_at IS NULL AND id > ? ORDER BY id LIMIT ?) b
        LEFT JOIN job j ON j.id = b.watched WHERE j.id IS NULL OR j.\s""" + JobTransitions.in(JobState.FINISHED)
            + " ORDER BY b.id";
    private static final String MEMBERS = """
        SELECT m.job_id, j.id IS NULL OR j.%s AS finished, j.state = 'succeeded' AS succeeded
        FROM (SELECT job_id FROM job_batch_member WHERE batch_id = ? AND job_id > ? ORDER BY job_id LIMIT ?) m
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

    /** Passes some of a batch's members. */
    Step step(long batch) {
        Step step = Step.MORE;
        for (int i = 0; i < PAGES.length && step == Step.MORE; i++) {
            step = step(batch, PAGES[i]);
        }
        return step;
    }

    private Step step(long batch, int size) {
        long after = database.number("SELECT checked_until FROM job_batch WHERE id = ?", batch);
        List<Member> members = database.query(MEMBERS, (row, i) -> new Member(row.getLong("job_id"), row.getBoolean(
                "finished"), row.getBoolean("succeeded")), batch, after, size);
        List<Member> passed = members.stream().takeWhile(Member::finished).toList();
        if (!passed.isEmpty()) {
            database.update(
                    "UPDATE job_batch SET checked_until = ?, succeeded = COALESCE(succeeded, 0) + ? WHERE id = ?",
                    passed.getLast().id(), passed.stream().filter(Member::succeeded).count(), batch);
        }
        if (passed.size() < members.size()) {
            database.update("UPDATE job_batch SET watched = ? WHERE id = ?", members.get(passed.size()).id(), batch);
            return Step.BLOCKED;
        }
        if (members.size() == size) {
            return Step.MORE;
        }
        database.update("UPDATE job_batch SET finished_at = UTC_TIMESTAMP(3), succeeded = COALESCE(succeeded, 0) "
                + "WHERE id = ?", batch);
        return Step.FINISHED;
    }

    /** What became of a step: there is more to pass, a member is not finished, or all are passed and the batch is finished. */
    enum Step {
        MORE, BLOCKED, FINISHED
    }

    private record Member(long id, boolean finished, boolean succeeded) {
    }
}
