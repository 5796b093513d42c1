package dev.winnow.web.service;

import java.util.List;

/** What was asked for is not done; the message says why and what to do, fit for people. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<FieldProblem> fields;

    private RefusedException(Reason reason, String message, List<FieldProblem> fields) {
        super(message);
        this.reason = reason;
        this.fields = List.copyOf(fields);
    }

    /** Why something is refused. */
    public enum Reason {
        /** The request is malformed. */
        MALFORMED,
        /** There is no such thing. */
        NOT_FOUND,
        /** It does not go with how things stand. */
        CONFLICT,
        /** The values are understood but cannot be used. */
        INVALID,
        /** This account may not. */
        FORBIDDEN,
        /** A part of the suite that is needed does not answer. */
        UNAVAILABLE
    }

    /** There is no such thing. */
    public static RefusedException notFound(String message) {
        return new RefusedException(Reason.NOT_FOUND, message, List.of());
    }

    /** It does not go with how things stand. */
    public static RefusedException conflict(String message) {
        return new RefusedException(Reason.CONFLICT, message, List.of());
    }

    /** The request is malformed. */
    public static RefusedException malformed(String field, String message) {
        return new RefusedException(Reason.MALFORMED, message, List.of(new FieldProblem(field, message)));
    }

    /** One value cannot be used. */
    public static RefusedException invalid(String field, String message) {
        return invalid(List.of(new FieldProblem(field, message)));
    }

    /** Several values cannot be used. */
    public static RefusedException invalid(List<FieldProblem> fields) {
        String message = String.join("; ", fields.stream().map(FieldProblem::message).toList());
        return new RefusedException(Reason.INVALID, message, fields);
    }

    /** What was asked for cannot be used, for a reason that is no field's. */
    public static RefusedException invalid(String message) {
        return new RefusedException(Reason.INVALID, message, List.of());
    }

    /** This account may not. */
    public static RefusedException forbidden(String message) {
        return new RefusedException(Reason.FORBIDDEN, message, List.of());
    }

    /** A part of the suite that is needed does not answer. */
    public static RefusedException unavailable(String message) {
        return new RefusedException(Reason.UNAVAILABLE, message, List.of());
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The fields that are to blame; possibly none. */
    public List<FieldProblem> fields() {
        return fields;
    }

    /** The sentence for people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
