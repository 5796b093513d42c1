package dev.winnow.plugin.python;

import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** What a folder holds, as an interpreter is told. */
record Listing(List<Path> children) implements DirectoryStream<Path> {
    Listing {
        children = List.copyOf(children);
    }

    @Override
    public Iterator<Path> iterator() {
        return children.iterator();
    }

    @Override
    public void close() {
    }
}
