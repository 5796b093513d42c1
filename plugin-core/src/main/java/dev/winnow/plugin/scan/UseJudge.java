package dev.winnow.plugin.scan;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import dev.winnow.plugin.spi.SpiVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Holds what a plugin's classes use against the SPI: one warning for each member and class of the plugin. */
final class UseJudge implements Consumer<Use> {
    private static final int MAX_WARNINGS = 100;

    private final String plugin;
    private final String digest;
    private final SpiClasses spi;
    private final Map<String, List<String>> supers;
    private final Map<String, PluginWarning> found = new LinkedHashMap<>();

    /** @param supers of the plugin's own classes, by internal name */
    UseJudge(String plugin, String digest, SpiClasses spi, Map<String, List<String>> supers) {
        this.plugin = plugin;
        this.digest = digest;
        this.spi = spi;
        this.supers = supers;
    }

    @Override
    public void accept(Use use) {
        String member = use.member();
        if (member == null) {
            if (SpiClasses.isSpi(use.owner())) {
                spi.find(use.owner()).ifPresentOrElse(
                        type -> type.deprecation(null).ifPresent(d -> deprecated(use, use.owner(), d)),
                        () -> missing(use));
            }
            return;
        }
        List<String> owners = spiOwners(use.owner());
        for (String owner : owners) {
            Optional<String> declaring = spi.declaring(owner, member);
            if (declaring.isPresent()) {
                spi.find(declaring.get()).flatMap(type -> type.deprecation(member))
                        .ifPresent(d -> deprecated(use, declaring.get(), d));
                return;
            }
        }
        if (SpiClasses.isSpi(use.owner())) {
            missing(use);
        }
    }

    /** The SPI's types among a class and its super-types; the way to them goes over the plugin's own classes. */
    private List<String> spiOwners(String owner) {
        List<String> owners = new ArrayList<>();
        Deque<String> left = new ArrayDeque<>(List.of(owner));
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            String name = left.remove();
            if (SpiClasses.isSpi(name)) {
                owners.add(name);
            } else if (seen.add(name)) {
                left.addAll(supers.getOrDefault(name, List.of()));
            }
        }
        return owners;
    }

    private void deprecated(Use use, String declaring, Deprecation deprecation) {
        String since = deprecation.since().isEmpty() ? "" : " since version " + deprecation.since();
        String instead = deprecation.replacement().isEmpty()
                ? "There is no replacement: ask the plugin's author to do without it."
                : "Use " + deprecation.replacement() + " instead, or ask the plugin's author for a version that does.";
        add(use, WarningCode.DEPRECATED_API, use.title(declaring) + " is deprecated" + since
                + " and will be removed in the next major version of the plugin interface; it is used by class "
                + use.place().className(), instead);
    }

    private void missing(Use use) {
        add(use, WarningCode.LOAD_MISSING_CLASS, use.title(use.owner()) + " is not in this plugin interface ("
                + SpiVersion.CURRENT + "); class " + use.place().className() + " fails where it needs it",
                "Build the plugin against this version, or install a Winnow that has it; 'requires.winnow' in plugin.json"
                        + " should say so.");
    }

    private void add(Use use, WarningCode code, String message, String hint) {
        if (found.size() >= MAX_WARNINGS) {
            return;
        }
        Use.Place place = use.place();
        PluginWarning warning = PluginWarning.of(plugin, digest, code, message, hint).at(place.file(), place.line());
        // A use with a line says more than one in a signature.
        found.merge(message, warning, (first, other) -> first.line() > 0 ? first : other);
    }

    List<PluginWarning> warnings() {
        return List.copyOf(found.values());
    }
}
