package dev.winnow.daemon.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Folders that this host's daemons write into: that they can, and that there is room. */
public final class DiskCheck implements Check {
    private static final DataSize SCARCE = DataSize.ofGigabytes(1);
    private static final DataSize FULL = DataSize.ofMegabytes(100);

    private final Map<String, Path> folders;
    private final Place place;
    private final DataSize scarce;

    /**
     * @param folders by what they are for, for example {@code cache}; they need not exist
     */
    public DiskCheck(Map<String, Path> folders, Place place) {
        this(folders, place, SCARCE);
    }

    DiskCheck(Map<String, Path> folders, Place place, DataSize scarce) {
        this.folders = folders;
        this.place = place;
        this.scarce = scarce;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        folders.forEach((purpose, folder) -> findings.add(look("disk." + purpose, folder)));
        return findings;
    }

    private Finding look(String check, Path folder) {
        Path there = existing(folder);
        if (there == null) {
            return Finding.problem(check, "There is no " + folder + ", nor any folder above it", makeWritable(folder));
        }
        if (!Files.isWritable(there)) {
            return Finding.problem(check, (there.equals(folder)
                    ? folder + " cannot be written"
                    : folder
                            + " is missing and cannot be made in " + there)
                    + " by user " + System.getProperty("user.name"),
                    makeWritable(folder));
        }
        try {
            FileStore store = Files.getFileStore(there);
            long free = store.getUsableSpace();
            String text = folder + " can be written; " + DataSize.ofBytes(free).toMegabytes()
                    + " MB are free on its disk";
            if (free < FULL.toBytes()) {
                return Finding.problem(check, text + ", which is as good as nothing", "df -h " + ShellWord.of(there));
            }
            return free < scarce.toBytes()
                    ? Finding.warning(check, text + ", less than " + scarce.toMegabytes() + " MB",
                            "df -h " + ShellWord.of(there))
                    : Finding.ok(check, text);
        } catch (IOException e) {
            return Finding.warning(check, "The room on the disk of " + folder + " cannot be read: " + e,
                    "df -h " + ShellWord.of(there));
        }
    }

    private String makeWritable(Path folder) {
        String word = ShellWord.of(folder);
        return switch (place) {
            case COMPOSE -> "docker compose run --rm --no-deps --user 0 --cap-add CHOWN --entrypoint chown scheduler "
                    + "winnow:winnow " + word + "   # or the service that this is";
            case SYSTEMD -> "sudo install -d -o winnow -g winnow " + word;
            case QUICKSTART -> "mkdir -p " + word + " && chmod u+rwx " + word;
            case SHELL -> "sudo install -d -o \"$(id -un)\" " + word;
        };
    }

    private static @Nullable Path existing(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }
}
