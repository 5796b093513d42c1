package dev.winnow.db.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests that come at the same time share a transaction (group commit): whoever finds nobody writing writes what
 * has gathered, the others wait for it. A lone request waits for nobody.
 */
final class IntakeGroup {
    private static final int AT_ONCE = 1000;

    private final Function<List<Candidate>, List<JobLedger.Written>> writer;
    private final ConcurrentLinkedQueue<Request> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    /** @param writer writes all or none, and answers for each in order */
    IntakeGroup(Function<List<Candidate>, List<JobLedger.Written>> writer) {
        this.writer = writer;
    }

    /** Writes these, all or none, with others or alone. */
    List<JobLedger.Written> write(List<Candidate> candidates) {
        Request mine = new Request(candidates, new CompletableFuture<>());
        waiting.add(mine);
        writing.lock();
        try {
            while (!mine.written().isDone()) {
                writeGroup();
            }
        } finally {
            writing.unlock();
        }
        return answer(mine);
    }

    private void writeGroup() {
        List<Request> group = new ArrayList<>();
        List<Candidate> all = new ArrayList<>();
        for (Request next = waiting.poll(); next != null; next = all.size() < AT_ONCE ? waiting.poll() : null) {
            group.add(next);
            all.addAll(next.candidates());
        }
        try {
            List<JobLedger.Written> written = writer.apply(all);
            int from = 0;
            for (Request request : group) {
                int to = from + request.candidates().size();
                request.written().complete(List.copyOf(written.subList(from, to)));
                from = to;
            }
        } catch (RuntimeException | Error together) {
            // One that cannot be written must not take the others with it.
            boolean apart = group.size() > 1 && BatchFaults.mayBeOnes(together);
            group.forEach(request -> writeAlone(request, apart ? null : together));
        }
    }

    private void writeAlone(Request request, @Nullable Throwable failure) {
        try {
            if (failure != null) {
                request.written().completeExceptionally(failure);
            } else {
                request.written().complete(writer.apply(request.candidates()));
            }
        } catch (RuntimeException | Error alone) {
            request.written().completeExceptionally(alone);
        }
    }

    private static List<JobLedger.Written> answer(Request request) {
        try {
            return request.written().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("a written request is not waited for", e);
        }
    }

    private record Request(List<Candidate> candidates, CompletableFuture<List<JobLedger.Written>> written) {
    }
}
