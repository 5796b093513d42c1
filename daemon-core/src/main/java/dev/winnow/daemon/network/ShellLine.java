package dev.winnow.daemon.network;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The assignments of a line of a shell script: plain ones only, nothing is run. */
final class ShellLine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Set<String> OPENS = Set.of("if", "for", "while", "until", "case");
    private static final Set<String> CLOSES = Set.of("fi", "done", "esac");
    private static final Set<Character> NOT_PLAIN = Set.of('`', '(', ')', '<', '>', '|', '&');

    private final String line;
    private final Map<String, String> known;
    private int at;

    private ShellLine(String line, Map<String, String> known) {
        this.line = line;
        this.known = new HashMap<>(known);
    }

    /**
     * {@code [export] NAME=value [NAME=value]... [; ...]}.
     *
     * @param known what {@code $NAME} stands for
     * @throws IllegalArgumentException if the line is anything else; the message says what
     */
    static Map<String, String> assignments(String line, Map<String, String> known) {
        Map<String, String> found = new HashMap<>();
        ShellLine rest = new ShellLine(line, known);
        while (rest.at < line.length()) {
            Map<String, String> assigned = rest.command();
            found.putAll(assigned);
            rest.known.putAll(assigned);
        }
        return found;
    }

    /** How many more conditions and loops a line opens than it closes. */
    static int conditions(String line) {
        int depth = 0;
        for (String word : line.split("[\\s;]+", -1)) {
            depth += OPENS.contains(word) ? 1 : CLOSES.contains(word) ? -1 : 0;
        }
        return depth;
    }

    private static IllegalArgumentException notPlain() {
        return new IllegalArgumentException("this is not a plain assignment");
    }

    /** Up to the next semicolon. */
    private Map<String, String> command() {
        Map<String, String> assigned = new HashMap<>();
        boolean export = false;
        while (at < line.length() && line.charAt(at) != ';') {
            if (line.charAt(at) == '#') {
                at = line.length();
            } else if (Character.isWhitespace(line.charAt(at))) {
                at++;
            } else {
                String word = word();
                int equals = word.indexOf('=');
                if (equals > 0 && NAME.matcher(word.substring(0, equals)).matches()) {
                    assigned.put(word.substring(0, equals), word.substring(equals + 1));
                } else if (assigned.isEmpty() && word.equals("export")) {
                    export = true;
                } else if (!export || !NAME.matcher(word).matches()) {
                    throw notPlain();
                }
            }
        }
        at++;
        return assigned;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !Character.isWhitespace(line.charAt(at)) && line.charAt(at) != ';') {
            char next = line.charAt(at++);
            switch (next) {
                case '\'' -> word.append(until('\''));
                case '"' -> word.append(quoted());
                case '\\' -> word.append(escaped());
                case '$' -> word.append(reference());
                default -> word.append(plain(next));
            }
        }
        return word.toString();
    }

    private static char plain(char next) {
        if (NOT_PLAIN.contains(next)) {
            throw notPlain();
        }
        return next;
    }

    private String until(char end) {
        int close = line.indexOf(end, at);
        if (close < 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        String text = line.substring(at, close);
        at = close + 1;
        return text;
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char next = line.charAt(at++);
            switch (next) {
                case '"' -> {
                    return text.toString();
                }
                case '\\' -> text.append(escaped());
                case '$' -> text.append(reference());
                case '`' -> throw notPlain();
                default -> text.append(next);
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }

    private char escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException("the line goes on in the next one");
        }
        return line.charAt(at++);
    }

    private String reference() {
        Matcher reference = REFERENCE.matcher(line).region(at - 1, line.length());
        if (!reference.lookingAt()) {
            throw notPlain();
        }
        at = reference.end();
        String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
        String value = known.get(name);
        if (value == null) {
            throw new IllegalArgumentException("$" + name + " is not set in this file");
        }
        return value;
    }
}
