package dev.winnow.db.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code SHOW GRANTS} says of an account, by where it holds: everywhere, in the database, on a table of it. */
final class HeldGrants {
    private static final Pattern LINE = Pattern.compile("GRANT (.+?) ON (?:TABLE )?(\\S+)\\.(\\S+) TO .*",
            Pattern.DOTALL);
    private static final Pattern BETWEEN = Pattern.compile(",\\s*(?![^(]*\\))");
    private static final Pattern ON_COLUMNS = Pattern.compile("([A-Z ]+?) ?\\((.*)\\)", Pattern.DOTALL);
    private static final String ALL = "ALL PRIVILEGES";

    private final Set<String> everywhere = new TreeSet<>();
    private final Set<String> inDatabase = new TreeSet<>();
    private final Map<String, Set<String>> onTables = new HashMap<>();
    private final Map<String, Set<String>> updatable = new HashMap<>();
    private boolean mayGrant;

    /**
     * @param database what {@code SHOW GRANTS} calls it, unquoted
     * @param lines as the server gives them
     */
    HeldGrants(String database, List<String> lines) {
        for (String line : lines) {
            Matcher grant = LINE.matcher(line);
            if (!grant.matches()) {
                continue;
            }
            String where = unquoted(grant.group(2)).replace("\\", "");
            String table = unquoted(grant.group(3));
            List<String> privileges = Arrays.stream(BETWEEN.split(grant.group(1))).map(String::strip).toList();
            if (where.equals("*")) {
                everywhere.addAll(privileges);
            } else if (where.equalsIgnoreCase(database)) {
                note(table, privileges);
                mayGrant |= table.equals("*") && line.contains("WITH GRANT OPTION");
            }
        }
        everywhere.remove("USAGE");
        inDatabase.remove("USAGE");
    }

    private void note(String table, List<String> privileges) {
        for (String privilege : privileges) {
            Matcher columns = ON_COLUMNS.matcher(privilege);
            if (table.equals("*")) {
                inDatabase.add(privilege);
            } else if (columns.matches()) {
                if (columns.group(1).equals("UPDATE")) {
                    Set<String> names = updatable.computeIfAbsent(table, name -> new HashSet<>());
                    Arrays.stream(columns.group(2).split(",")).map(HeldGrants::unquoted).forEach(names::add);
                }
            } else {
                onTables.computeIfAbsent(table, name -> new TreeSet<>()).add(privilege);
            }
        }
    }

    /** Whether it may do everything in the database and pass it on, as the migrating account must. */
    boolean isOwner() {
        return mayGrant && inDatabase.contains(ALL) || everywhere.contains(ALL);
    }

    /** Whether it may do this with a table, wherever that was granted. */
    boolean may(String verb, String table) {
        return grants(everywhere, verb) || grants(inDatabase, verb) || grants(onTables.getOrDefault(table, Set.of()),
                verb);
    }

    /** Whether it may change these columns of a table. */
    boolean mayUpdate(String table, List<String> columns) {
        return may("UPDATE", table) || updatable.getOrDefault(table, Set.of()).containsAll(columns);
    }

    /** What it may do beyond single tables. */
    List<String> beyondTables() {
        List<String> found = new ArrayList<>();
        everywhere.forEach(privilege -> found.add(privilege + " in all databases"));
        inDatabase.forEach(privilege -> found.add(privilege + " in the whole database"));
        return found;
    }

    /** What was granted on a table itself. */
    Set<String> on(String table) {
        return onTables.getOrDefault(table, Set.of());
    }

    private static boolean grants(Set<String> held, String verb) {
        return held.contains(verb) || held.contains(ALL);
    }

    private static String unquoted(String name) {
        String text = name.strip();
        return text.startsWith("`") && text.endsWith("`") && text.length() > 1
                ? text.substring(1, text.length() - 1).replace("``", "`")
                : text.toLowerCase(Locale.ROOT);
    }
}
