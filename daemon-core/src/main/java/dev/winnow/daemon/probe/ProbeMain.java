package dev.winnow.daemon.probe;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.LoggerFactory;

/**
 * Tries plugins for the scheduler, in a process that may die of them. The first line of its standard input is the token
 * that its answers begin with, each further line a request. It ends when its input does.
 */
public final class ProbeMain {
    /** Raised as far as it goes: where memory runs out, the kernel is to take this process, not the scheduler. */
    private static final Path OOM_SCORE = Path.of("/proc/self/oom_score_adj");

    private ProbeMain() {
    }

    /** Runs until the scheduler closes the input. */
    public static void main(String[] args) throws IOException, InterruptedException {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Answers answers = new Answers(new FileOutputStream(FileDescriptor.out), new ProbeWire(String.valueOf(requests
                .readLine())));
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        offerForKilling();
        AtWork atWork = new AtWork();
        Runtime.getRuntime().addShutdownHook(new Thread(new ExitHook(atWork, answers), "probe-exit"));
        start("probe-guard", new Guard(atWork, answers));
        Trials trials = new Trials(Network.closed(), atWork, answers);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        start("probe-requests", () -> read(requests, lines));
        answers.send(new ProbeMessage.Ready(ProcessHandle.current().pid()));
        while (true) {
            trials.carryOut(ProbeWire.readRequest(lines.take()));
        }
    }

    private static void start(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }

    private static void read(BufferedReader requests, BlockingQueue<String> lines) {
        try {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(ProbeMain.class).debug("The scheduler's requests cannot be read any more", e);
        } finally {
            Leaving.now();
        }
    }

    private static void offerForKilling() {
        try {
            Files.writeString(OOM_SCORE, "1000");
        } catch (IOException e) {
            LoggerFactory.getLogger(ProbeMain.class).debug("There is no {} here", OOM_SCORE, e);
        }
    }
}
