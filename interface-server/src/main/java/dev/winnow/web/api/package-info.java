/**
 * The REST API below {@code /api/v1}.
 *
 * <p>JSON in camel case, instants as ISO 8601 in UTC. Ids of jobs, resources, accounts, insights, users, tokens,
 * requests and audit events have 63 bits, more than a number in JavaScript holds: they are written as strings, and taken
 * as strings or numbers. Generations are small and stay numbers. Lists are {@code {"items": [...], "next": cursor or
 * null}}, taken in parts by {@code limit} (1 to 500, default 50) and {@code cursor}. Errors are RFC 9457 problem details
 * with {@code errors: [{"field", "message"}]} where fields are to blame; a field that nobody knows is an error that
 * names the nearest. A body has 1 MiB at most.
 *
 * <p>What the leading scheduler carries out (publish, rollback, cancel, retry, pause, resume, run) answers 200 with
 * {@code {"requestId", "outcome", "message", "values"}} once it is done, 409 where it was refused, and 202 where there
 * is no answer yet: {@code GET /requests/{id}} has it later.
 */
@NullMarked
package dev.winnow.web.api;

import org.jspecify.annotations.NullMarked;
