package dev.winnow.plugin.python;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One Python interpreter for one plugin. Used by one thread at a time; {@link #stop} may come from any. */
final class Interpreter implements AutoCloseable {
    private static final int LONGEST_ANSWER = 24 * 1024 * 1024;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
    static final Source HOST = Source.create("python", "__import__('winnow._host')._host");

    private final Context context;
    private final HostCalls calls;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile @Nullable Value host;

    Interpreter(Context context, HostCalls calls) {
        this.context = context;
        this.calls = calls;
    }

    /** Starts the Python half with what it should know of its plugin, and loads these modules. */
    JsonNode load(String facts, String files) {
        calls.loading(true);
        try {
            start(facts);
            return call("load", files);
        } finally {
            calls.loading(false);
        }
    }

    /** Starts the Python half, and looks through the plugin's sources without running them. */
    JsonNode inspect(String facts) {
        start(facts);
        return call("inspect");
    }

    private void start(String facts) {
        try {
            Value module = context.eval(HOST);
            host = module;
            module.invokeMember("start", calls, facts);
        } catch (PolyglotException e) {
            throw new PythonException(PythonError.of(e));
        } catch (IllegalStateException e) {
            throw closed();
        }
    }

    HostCalls calls() {
        return calls;
    }

    /** Calls a function of the Python half, which takes and answers JSON. */
    JsonNode call(String function, Object... arguments) {
        Value module = host;
        if (module == null) {
            throw new IllegalStateException("the interpreter was not started");
        }
        String answer;
        try {
            answer = module.invokeMember(function, arguments).asString();
        } catch (PolyglotException e) {
            throw new PythonException(PythonError.of(e));
        } catch (IllegalStateException e) {
            throw closed();
        }
        if (answer.length() > LONGEST_ANSWER) {
            throw new IllegalArgumentException("what it returned has " + answer.length()
                    + " characters of JSON; at most " + LONGEST_ANSWER + " are taken");
        }
        JsonNode read = Json.read(answer);
        if (read.has("failed")) {
            throw new PythonException(PythonError.read(read.path("failed")));
        }
        return read.path("value");
    }

    /** For the IllegalStateException of a context that was closed before it was entered. */
    private static PythonException closed() {
        return new PythonException(PythonError.stopped("its interpreter was closed"));
    }

    /** The bytes that a function of the Python half returns. */
    byte[] bytes(String function) {
        Value module = host;
        if (module == null) {
            throw new IllegalStateException("the interpreter was not started");
        }
        try {
            Value value = module.invokeMember(function);
            byte[] bytes = new byte[Math.toIntExact(value.getBufferSize())];
            value.readBuffer(0, bytes, 0, bytes.length);
            return bytes;
        } catch (PolyglotException e) {
            throw new PythonException(PythonError.of(e));
        }
    }

    /**
     * Ends what runs in it; it must not be used afterwards. Returns after {@link #STOP_PATIENCE} at the latest: code that
     * nothing can interrupt, such as one huge multiplication, is left behind with its thread.
     */
    void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        try {
            context.interrupt(STOP_PATIENCE);
            context.close(true);
        } catch (TimeoutException e) {
            Thread.ofPlatform().daemon().name("python-close").start(() -> context.close(true));
        }
    }

    @Override
    public void close() {
        if (!stopped.getAndSet(true)) {
            context.close(true);
        }
    }
}
