package dev.winnow.scheduler.request;

import dev.winnow.scheduler.lead.Term;

/** Carries out one kind of request. */
interface RequestHandler {
    /**
     * Does what is asked.
     *
     * @param requestedBy who asks: {@code user:NAME}
     * @throws IllegalArgumentException if the arguments are wrong: answered as refused
     * @throws Exception for anything else: answered as failed, with the message
     */
    Reply handle(Term term, Arguments arguments, String requestedBy) throws Exception;
}
