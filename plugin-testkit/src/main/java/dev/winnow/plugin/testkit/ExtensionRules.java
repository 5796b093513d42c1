package dev.winnow.plugin.testkit;

import dev.winnow.plugin.manifest.ExtensionName;
import dev.winnow.plugin.spi.Extension;
import java.util.Arrays;
import java.util.Collection;

/** What a daemon refuses. */
final class ExtensionRules {
    private ExtensionRules() {
    }

    static void check(Extension extension, Collection<Extension> others) {
        String name = extension.name();
        if (!ExtensionName.isAllowed(name)) {
            throw new IllegalArgumentException("the name '" + name + "' would be refused: a name has "
                    + ExtensionName.RULE);
        }
        for (Extension other : others) {
            boolean sameKind = Arrays.stream(Extension.class.getPermittedSubclasses())
                    .anyMatch(kind -> kind.isInstance(extension) && kind.isInstance(other));
            if (sameKind && other.name().equals(name)) {
                throw new IllegalArgumentException("'" + name + "' is registered twice");
            }
        }
    }
}
