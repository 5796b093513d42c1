package dev.winnow.checks.corpus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;

/** Folders that no repository can hold: links, pipes, what is too deep, too many or too large. */
final class HostileFolders {
    private static final int TOO_MANY = 10_001;
    private static final long MEBIBYTE = 1024 * 1024;

    private final Path plugins;
    private final Path outside;
    private final Path growing;

    HostileFolders(Path plugins, Path outside) {
        this.plugins = plugins;
        this.outside = outside;
        this.growing = plugins.resolve("keeps_changing/growing.txt");
    }

    void make(String name) throws Exception {
        Path folder = plugins.resolve(name);
        switch (name) {
            case "pipe_instead_of_zip" -> run(List.of("mkfifo", plugins.resolve(name + ".zip").toString()));
            case "link_instead_of_folder" -> Files.createSymbolicLink(folder, outside.resolve("gone"));
            case "no_plugin_at_all" -> Files.writeString(plugins.resolve(name + ".exe"), "MZ");
            default -> {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("plugin.json"), HostileTexts.manifest(name, ""));
                fill(name, folder);
            }
        }
    }

    private void fill(String name, Path folder) throws Exception {
        switch (name) {
            case "link_out" -> Files.createSymbolicLink(folder.resolve("secret.txt"),
                    Files.writeString(outside.resolve("secret.txt"), "secret"));
            case "folder_link_out" -> Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
            case "link_to_nothing" -> Files.createSymbolicLink(folder.resolve("gone"), folder.resolve("nowhere"));
            case "link_to_itself" -> Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
            case "link_upwards" -> Files.createSymbolicLink(folder.resolve("up"), Path.of("."));
            case "links_to_links" -> linksToLinks(folder);
            case "a_pipe" -> run(List.of("mkfifo", folder.resolve("pipe").toString()));
            case "a_socket" -> {
                ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
                socket.close();
            }
            case "too_deep" -> Files.createDirectories(folder.resolve("x/".repeat(65)));
            case "too_many_files" -> {
                for (int i = 0; i < TOO_MANY; i++) {
                    Files.createFile(folder.resolve("f" + i));
                }
            }
            case "too_many_folders" -> {
                for (int i = 0; i < TOO_MANY; i++) {
                    Files.createDirectory(folder.resolve("d" + i));
                }
            }
            case "file_too_large" -> sparse(folder.resolve("sparse.bin"), 257 * MEBIBYTE);
            case "all_too_large" -> {
                for (int i = 0; i < 5; i++) {
                    sparse(folder.resolve("sparse" + i), 250 * MEBIBYTE);
                }
            }
            case "equal_but_for_case_too" -> {
                Files.createFile(folder.resolve("Read.txt"));
                Files.createFile(folder.resolve("read.txt"));
            }
            case "control_in_a_name" -> Files.createFile(folder.resolve("a\u001b[2Jb\n.txt"));
            case "backslash_in_a_name" -> Files.createFile(folder.resolve("a\\b"));
            case "name_is_not_utf_8" -> run(List.of("sh", "-c", ": > \"$0/$(printf 'bad\\377')\"", folder.toString()));
            case "unreadable" -> Files.setPosixFilePermissions(Files.writeString(folder.resolve("closed.txt"), "x"),
                    PosixFilePermissions.fromString("---------"));
            case "keeps_changing" -> grow();
            case "hidden_file" -> Files.writeString(folder.resolve(".secret"), "x");
            case "leftovers_of_editors" -> {
                for (String left : List.of("a.py~", "#a.py#", ".#a.py", ".a.py.swp", "a.pyc", ".DS_Store",
                        "Thumbs.db")) {
                    Files.writeString(folder.resolve(left), "left over");
                }
                Files.writeString(Files.createDirectories(folder.resolve(".git/objects")).resolve("x"), "x");
            }
            case "two_of_one_name" -> {
                Path again = Files.createDirectories(plugins.resolve(name + "_again"));
                Files.writeString(again.resolve("plugin.json"), HostileTexts.manifest(name, ""));
            }
            default -> throw new IllegalArgumentException("there is no recipe for folders/" + name);
        }
    }

    /** Each folder names the next one twice, so that whoever follows links goes 2^40 ways. */
    private static void linksToLinks(Path folder) throws IOException {
        for (int i = 0; i < 40; i++) {
            Path level = Files.createDirectories(folder.resolve("l" + i));
            Files.createSymbolicLink(level.resolve("a"), Path.of("../l" + (i + 1)));
            Files.createSymbolicLink(level.resolve("b"), Path.of("../l" + (i + 1)));
        }
        Files.createDirectories(folder.resolve("l40"));
    }

    private static void sparse(Path file, long size) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
    }

    /** Somebody copies into {@code keeps_changing}: it grows whenever its reader waits. */
    void grow() {
        try {
            Files.writeString(growing, "more\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A moment after it has grown. */
    Instant now() {
        try {
            return Files.getLastModifiedTime(growing).toInstant().plusMillis(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws Exception {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
    }
}
