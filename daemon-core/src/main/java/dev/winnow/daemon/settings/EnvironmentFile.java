package dev.winnow.daemon.settings;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file such as {@code prod.env}, read the way that Compose, systemd and a shell agree upon: one NAME=VALUE a line,
 * comments on lines of their own, and one pair of quotes around the whole value taken off. For commands that look at an
 * installation; daemons are given their variables by whoever starts them.
 *
 * @param values by name, in the file's order
 * @param complaints one sentence for each line on which its readers would not agree
 */
public record EnvironmentFile(Map<String, String> values, List<String> complaints) {
    private static final long LARGEST = 1024 * 1024;
    private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)=(.*)");
    private static final Pattern SPACED = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=.*");

    /**
     * Reads it.
     *
     * @throws IOException if this user cannot read it, or it is no text of at most 1 MiB
     */
    public static EnvironmentFile read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than 1 MiB, which no file of variables is");
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String where = file + " line " + (i + 1) + ": ";
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), unquoted(assignment.group(2).strip()));
                ReaderTraces.inFile(assignment.group(2)).ifPresent(trace -> complaints.add(where + trace));
            } else {
                complaints.add(where + "expected NAME=VALUE without spaces around '='" + (SPACED.matcher(line).matches()
                        ? " and without 'export', which systemd and Compose do not know"
                        : "; the line has no effect"));
            }
        }
        return new EnvironmentFile(values, complaints);
    }

    private static String unquoted(String value) {
        return ReaderTraces.isQuoted(value) ? value.substring(1, value.length() - 1) : value;
    }
}
