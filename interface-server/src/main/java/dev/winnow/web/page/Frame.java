package dev.winnow.web.page;

import dev.winnow.db.people.Role;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param product what the product is called
 * @param version of this build; part of the assets' URLs, so that an upgrade is seen at once
 * @param me who is signed in; null for nobody
 * @param places the rail
 * @param pluginPages pages of plugins that this role may see
 * @param health how the installation stands
 * @param csrf what forms and scripts must send along; null where nothing is asked for
 * @param searched what stands in the search field
 */
record Frame(String product, String version, @Nullable Me me, List<Place> places, List<Place> pluginPages,
        HealthDot health, @Nullable Csrf csrf, String searched) {
    /** Who is signed in, and what that allows. */
    record Me(String name, String role, boolean operator, boolean admin) {
        static Me of(String name, Role role) {
            return new Me(name, role.name().toLowerCase(Locale.ROOT), role.compareTo(Role.OPERATOR) >= 0,
                    role == Role.ADMIN);
        }
    }

    /** An entry of the rail; the link is relative to the context. */
    record Place(String id, String title, String icon, String href) {
    }

    /** The dot in the top bar: Healthy, Degraded or Down, and why. */
    record HealthDot(String word, String tone, String detail) {
    }

    /** A token against forged requests. */
    record Csrf(String headerName, String token) {
    }
}
