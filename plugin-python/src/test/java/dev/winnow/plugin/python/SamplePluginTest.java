package dev.winnow.plugin.python;

import dev.winnow.plugin.loader.MaterialisedPlugin;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginLanguage;
import dev.winnow.plugin.spi.ResourceFilter;
import dev.winnow.plugin.spi.SettingField;
import dev.winnow.plugin.spi.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplePluginTest extends PythonTest {
    private final RecordingContext context = new RecordingContext(Settings.NONE);

    @BeforeAll
    void loadTheSample() {
        Manifest manifest = new Manifest("plugin_instance_type_blacklist", "1.2.0", "", "", PluginLanguage.PYTHON,
                ">=1.0 <2.0", Map.of(), List.of("plugin.py", "filters.py"), Set.of(), List.of(), List.of());
        Path sample = Path.of("../plugins/plugin_instance_type_blacklist").toAbsolutePath().normalize();
        runtime.load(new MaterialisedPlugin(manifest, "0".repeat(64), sample, Settings.NONE), context,
                context.noted::add);
    }

    @Test
    void itRegistersOneFilterForInstances() {
        assertThat(context.extensions).hasSize(1);
        ResourceFilter filter = context.only(ResourceFilter.class);
        assertThat(filter.name()).isEqualTo("instance_type_blacklist");
        assertThat(filter.resourceTypes()).containsExactly("instance");
        assertThat(filter.settings()).singleElement().satisfies(field -> {
            assertThat(field.name()).isEqualTo("types");
            assertThat(field.kind()).isEqualTo(SettingField.Kind.TEXT_LIST);
            assertThat(field.required()).isTrue();
        });
        assertThat(context.warnings).isEmpty();
    }

    @Test
    void exactTypesAreAListAndWildcardsArePatterns() {
        assertThat(applied(context, Map.of("types", List.of("t2.*", "M1.Large", "c?.xlarge", "a_b", " "))))
                .isEqualTo("all(always, any(resource.instance_type in [m1.large, a_b],"
                        + " resource.instance_type LIKE t2.%, resource.instance_type LIKE c_.xlarge))");
    }

    @Test
    void anEmptyListFindsNothing() {
        assertThat(applied(context, Map.of())).isEqualTo("all(always, never)");
    }
}
