package dev.winnow.web.page.queue;

import dev.winnow.queue.DeadLetter;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.DeadLetterText;
import org.jspecify.annotations.Nullable;

/** An envelope that was set aside. */
record DeadLetterView(When at, String lane, String reason, @Nullable String jobId, int size, String text) {
    static DeadLetterView of(DeadLetter letter, Times times) {
        String reason = switch (letter.reason()) {
            case "malformed" -> "It cannot be read.";
            case "forged" -> "Its signature is wrong: who wrote it does not have the key.";
            case "crashed" -> "It lost its worker too often.";
            default -> letter.reason();
        };
        Long job = letter.jobId();
        return new DeadLetterView(times.when(letter.at()), letter.lane(), reason, job == null ? null : job.toString(),
                letter.bytes().length, DeadLetterText.of(letter.bytes()));
    }
}
