package dev.winnow.plugin.registry;

import dev.winnow.plugin.spi.Extension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the loaded plugins registered, by kind and name. Immutable; lists are sorted by name. */
public final class PluginRegistry {
    private final List<Registered<?>> extensions;

    /** Of these extensions, whose names are unique within their kind. */
    public PluginRegistry(List<Registered<?>> extensions) {
        List<Registered<?>> sorted = new ArrayList<>(extensions);
        sorted.sort(Comparator.comparing(registered -> registered.extension().name()));
        this.extensions = List.copyOf(sorted);
    }

    /** All of a kind, for example {@code ResourceFilter.class}. */
    public <E extends Extension> List<Registered<E>> all(Class<E> kind) {
        List<Registered<E>> found = new ArrayList<>();
        for (Registered<?> registered : extensions) {
            if (kind.isInstance(registered.extension())) {
                found.add(new Registered<>(registered.plugin(), registered.digest(), registered.context(),
                        kind.cast(registered.extension())));
            }
        }
        return found;
    }

    /** The one of a kind with this name. */
    public <E extends Extension> Optional<Registered<E>> find(Class<E> kind, String name) {
        return all(kind).stream().filter(registered -> registered.extension().name().equals(name)).findFirst();
    }
}
