package dev.winnow.cli.plugins;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a command has of the terminal. */
@Command
final class Terminal {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int FINDINGS = 3;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Says why a command cannot do what it should. */
    int refuse(int exitCode, String sentence) {
        spec().commandLine().getErr().println("winnow: " + sentence);
        return exitCode;
    }

    /** Says what somebody should know all the same. */
    void note(String sentence) {
        spec().commandLine().getErr().println(sentence);
    }

    /** What files make of a command is a sentence, no stack trace. */
    int run(Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (IOException e) {
            return refuse(FAILED, e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private CommandSpec spec() {
        if (command == null) {
            throw new IllegalStateException("only within a command");
        }
        return command;
    }
}
