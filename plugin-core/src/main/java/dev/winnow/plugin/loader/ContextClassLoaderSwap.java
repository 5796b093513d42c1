package dev.winnow.plugin.loader;

/** Sets the current thread's context class loader until it is closed, which must happen on the same thread. */
public final class ContextClassLoaderSwap implements AutoCloseable {
    private final ClassLoader before;

    /** To this one. */
    public ContextClassLoaderSwap(ClassLoader loader) {
        Thread thread = Thread.currentThread();
        this.before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
    }
}
