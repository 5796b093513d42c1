package dev.winnow.daemon.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The scheduler's folder of plugins: that it is there, that this user can read all of it, and who else may write it. */
public final class PluginFolderCheck implements Check {
    private static final String CHECK = "plugins.folder";
    private static final int MOST = 20_000;

    private final Path folder;
    private final Place place;
    private final BooleanSupplier schedulerHere;
    private final SecurityLabels labels;

    /**
     * @param schedulerHere whether a scheduler runs on this host, which alone needs the folder
     */
    public PluginFolderCheck(Path folder, Place place, BooleanSupplier schedulerHere, SecurityLabels labels) {
        this.folder = folder;
        this.place = place;
        this.schedulerHere = schedulerHere;
        this.labels = labels;
    }

    @Override
    public String name() {
        return CHECK;
    }

    @Override
    public List<Finding> look() throws InterruptedException {
        String user = System.getProperty("user.name");
        if (!Files.exists(folder)) {
            return List.of(schedulerHere.getAsBoolean()
                    ? Finding.problem(CHECK, "There is no " + folder + " (WINNOW_PLUGINS_DIR), or user " + user
                            + " cannot see it: no plugin of this host is found",
                            place.onPlugins("install -d -m 755", folder))
                    : Finding.skipped(CHECK, "There is no " + folder + " here, which only the scheduler's host needs",
                            ""));
        }
        List<String> unreadable = new ArrayList<>();
        int files;
        try {
            files = walk(folder, unreadable);
        } catch (IOException e) {
            return List.of(Finding.problem(CHECK, folder + " cannot be read by user " + user + ": " + e.getMessage(),
                    readable()));
        }
        if (!unreadable.isEmpty()) {
            return List.of(Finding.problem(CHECK, "User " + user + " cannot read " + unreadable.size() + " files of "
                    + folder + ", the first " + unreadable.getFirst() + ": their plugins are broken or not seen",
                    readable()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(isWritableByAll()
                ? Finding.warning(CHECK, "Everybody on this host may write " + folder
                        + ", and what lies there is run by every daemon", place.onPlugins("chmod o-w", folder))
                : Finding.ok(CHECK, folder + " holds " + files + " files, all of which user " + user + " can read"));
        labels.look(folder).ifPresent(findings::add);
        return findings;
    }

    private static int walk(Path folder, List<String> unreadable) throws IOException {
        int files = 0;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().limit(MOST).toList()) {
                if (!Files.isReadable(entry)) {
                    unreadable.add(entry.toString());
                } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    files += walkBelow(entry, unreadable);
                } else {
                    files++;
                }
            }
        }
        return files;
    }

    private static int walkBelow(Path entry, List<String> unreadable) throws IOException {
        try {
            return walk(entry, unreadable);
        } catch (AccessDeniedException e) {
            unreadable.add(entry.toString());
            return 0;
        }
    }

    private boolean isWritableByAll() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
            return permissions.contains(PosixFilePermission.OTHERS_WRITE);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private String readable() {
        return place.onPlugins("chmod -R a+rX", folder);
    }
}
