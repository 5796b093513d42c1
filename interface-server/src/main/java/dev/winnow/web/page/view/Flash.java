package dev.winnow.web.page.view;

import dev.winnow.web.service.RefusedException;
import dev.winnow.web.service.RequestAnswer;
import java.util.function.Supplier;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Hands what came of an action to the page that follows. */
public final class Flash {
    private Flash() {
    }

    /** Something was done. */
    public static void done(RedirectAttributes redirect, String sentence) {
        redirect.addFlashAttribute("message", sentence);
    }

    /** Something was not done. */
    public static void problem(RedirectAttributes redirect, String sentence) {
        redirect.addFlashAttribute("problem", sentence);
    }

    /** Asks the scheduler for something; its answer, or its silence, is shown on the next page. */
    public static void request(RedirectAttributes redirect, String done, Supplier<RequestAnswer> question) {
        attempt(redirect, () -> {
            RequestAnswer answer = question.get();
            Object job = answer.values().get("job");
            if (job != null) {
                redirect.addFlashAttribute("jobId", job.toString());
            }
            String sentence = answer.message().isBlank() ? done : answer.message();
            if (answer.isWaiting()) {
                redirect.addFlashAttribute("requestId", answer.id());
            } else if (answer.isDone()) {
                done(redirect, sentence);
            } else {
                problem(redirect, sentence);
            }
        });
    }

    /** Does something that may be refused; the refusal is shown on the next page. */
    public static void attempt(RedirectAttributes redirect, Runnable action) {
        try {
            action.run();
        } catch (RefusedException e) {
            problem(redirect, e.sentence());
        }
    }
}
