/**
 * What can be done and seen, once for the REST API and the pages, so that the two cannot differ. Whatever is refused is
 * a {@link dev.winnow.web.service.RefusedException}, whose reason, sentence and fields each shows in its own way. What
 * changes something takes the {@link dev.winnow.web.service.Actor} and leaves an audit event.
 *
 * <p>{@code GET /events} (session cookie, any role) is a stream of server-sent events: {@code overview} with the JSON
 * {@code {"queues": [{"priority", "depth", "running", "oldestAgeSeconds"}], "problem": sentence or null, "jobs":
 * {"running": n, ...}, "latestJobId": id, "health": {"level": "healthy", "reasons": [...]}}}, at once and then at most
 * every 2 s while something changed; a comment every 15 s.
 */
@NullMarked
package dev.winnow.web.service;

import org.jspecify.annotations.NullMarked;
