package dev.winnow.daemon.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** SELinux, where it is enforcing: whether the label of a folder lets a service read it. */
public final class SecurityLabels {
    private static final Set<String> READABLE = Set.of("usr_t", "var_lib_t", "etc_t", "container_file_t",
            "container_share_t", "public_content_t", "public_content_rw_t");
    private static final int PATIENCE_SECONDS = 5;

    private final Path root;
    private final List<String> command;

    /**
     * @param root of the file system
     */
    public SecurityLabels(Path root) {
        this(root, List.of("ls", "-Zd"));
    }

    /**
     * @param command prints a file's label and name
     */
    SecurityLabels(Path root, List<String> command) {
        this.root = root;
        this.command = command;
    }

    /** What is to be said of this folder; empty where SELinux does not enforce anything. */
    Optional<Finding> look(Path folder) throws InterruptedException {
        if (!isEnforcing()) {
            return Optional.empty();
        }
        String fix = "sudo semanage fcontext -a -t usr_t " + ShellWord.of(folder + "(/.*)?")
                + " && sudo restorecon -Rv "
                + ShellWord.of(folder);
        Optional<String> type = type(folder);
        if (type.isEmpty()) {
            return Optional.of(Finding.skipped("plugins.label", "SELinux is enforcing and the label of " + folder
                    + " cannot be read: see that it is one that services may read", "ls -Zd " + ShellWord.of(folder)));
        }
        return Optional.of(READABLE.contains(type.get())
                ? Finding.ok("plugins.label", "SELinux is enforcing; " + folder + " has the type " + type.get())
                : Finding.warning("plugins.label", "SELinux is enforcing and " + folder + " has the type " + type.get()
                        + ", which a service or a container may not be allowed to read", fix));
    }

    private boolean isEnforcing() {
        try {
            return Files.readString(root.resolve("sys/fs/selinux/enforce")).strip().equals("1");
        } catch (IOException absent) {
            return false;
        }
    }

    private Optional<String> type(Path folder) throws InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(folder.toString());
        try {
            Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readNBytes(10_000), StandardCharsets.UTF_8);
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String[] label = output.strip().split("\\s+", 2)[0].split(":");
            return label.length < 3 ? Optional.empty() : Optional.of(label[2]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
