package dev.winnow.daemon.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import somebody.elses.Exits;

/** A process that is loading a generation and ends in one way or the other. */
final class LoadsAndDies {
    private LoadsAndDies() {
    }

    public static void main(String[] args) throws InterruptedException {
        LoadingMarks marks = new LoadingMarks(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(marks::stop));
        marks.begin(7);
        System.out.println("loading");
        switch (args[1]) {
            case "plugin exits" -> new Thread(new Exits()).start();
            case "daemon exits" -> System.exit(1);
            case "memory" -> {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            }
            default -> Thread.sleep(60_000);
        }
        Thread.sleep(60_000);
    }
}
