package dev.winnow.plugin.signature;

import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureRulesTest {
    private static final SigningKey TRUSTED = SigningKey.generate();
    private static final SigningKey STRANGER = SigningKey.generate();

    @TempDir
    Path temporary;

    private Path keys = Path.of("");
    private Path plugin = Path.of("");

    @BeforeEach
    void aTrustedKeyAndAPlugin() throws Exception {
        TRUSTED.write(temporary.resolve("key"));
        keys = Files.createDirectories(temporary.resolve("keys"));
        Files.move(temporary.resolve("key.pub"), keys.resolve("release.pem"));
        plugin = Signed.plugin(temporary.resolve("alpha"), "alpha", "1.2.0");
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "REQUIRE"})
    void eachFaultHasItsCodeAndATrustedSignatureHasNone(SignaturePolicy policy) throws Exception {
        SignatureRules rules = SignatureRules.read(policy, Optional.of(keys));
        assertThat(rules.ownProblem()).isEmpty();
        assertThat(code(rules, false)).contains(WarningCode.SIGNATURE_MISSING);
        assertThat(code(rules, true)).as("shipped").isEmpty();
        Signed.sign(plugin, STRANGER);
        assertThat(code(rules, false)).contains(WarningCode.SIGNATURE_UNTRUSTED);
        assertThat(code(rules, true)).as("shipped, but signed").contains(WarningCode.SIGNATURE_UNTRUSTED);
        Signed.sign(plugin, TRUSTED);
        assertThat(code(rules, false)).isEmpty();
        Files.writeString(plugin.resolve("plugin.py"), "evil");
        PluginWarning warning = rules.judge(Signed.read(plugin), false).orElseThrow();
        assertThat(warning.code()).isEqualTo(WarningCode.SIGNATURE_WRONG);
        assertThat(warning.file()).isEqualTo("plugin.py");
        assertThat(warning.message()).contains("plugin.py was changed", "'" + policy.label() + "'");
        assertThat(rules.lowered(Signed.read(plugin), "1.3.0").orElseThrow().message())
                .contains("1.2.0 was found, 1.3.0 is live");
    }

    @Test
    void offLooksAtNothing() throws Exception {
        SignatureRules rules = SignatureRules.read(SignaturePolicy.OFF, Optional.of(temporary.resolve("nowhere")));
        assertThat(rules.ownProblem()).isEmpty();
        Files.writeString(plugin.resolve("plugin.sig"), "nonsense");
        assertThat(code(rules, false)).isEmpty();
        assertThat(rules.lowered(Signed.read(plugin), "2.0.0")).isEmpty();
    }

    @Test
    void warnWithoutAFolderOfKeysIsSilentOnUnsignedAndForeignPluginsButNotOnWrongOnes() throws Exception {
        SignatureRules rules = SignatureRules.read(SignaturePolicy.WARN, Optional.empty());
        assertThat(rules.ownProblem()).isEmpty();
        assertThat(code(rules, false)).isEmpty();
        Signed.sign(plugin, STRANGER);
        assertThat(code(rules, false)).isEmpty();
        Files.writeString(plugin.resolve("plugin.py"), "evil");
        assertThat(code(rules, false)).contains(WarningCode.SIGNATURE_WRONG);
    }

    @Test
    void requireWithoutKeysRefusesEverythingAndSaysSoOnce() throws Exception {
        SignatureRules unset = SignatureRules.read(SignaturePolicy.REQUIRE, Optional.empty());
        assertThat(unset.ownProblem().orElseThrow().message()).contains("WINNOW_PLUGIN_TRUSTED_KEYS is not set",
                "no key is trusted on this host");
        SignatureRules missing = SignatureRules.read(SignaturePolicy.REQUIRE, Optional.of(temporary.resolve("no")));
        assertThat(missing.ownProblem().orElseThrow().message()).contains("does not exist",
                "every plugin that does not ship with Winnow is refused");
        Signed.sign(plugin, TRUSTED);
        assertThat(code(missing, false)).contains(WarningCode.SIGNATURE_UNTRUSTED);
        assertThat(missing.refuses()).isTrue();
    }

    private Optional<WarningCode> code(SignatureRules rules, boolean shipped) throws Exception {
        return rules.judge(Signed.read(plugin), shipped).map(PluginWarning::code);
    }
}
