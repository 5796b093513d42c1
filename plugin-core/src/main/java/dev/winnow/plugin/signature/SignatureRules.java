package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.PluginContent;
import dev.winnow.plugin.manifest.Manifest;
import dev.winnow.plugin.manifest.PluginName;
import dev.winnow.plugin.registry.PluginWarning;
import dev.winnow.plugin.registry.WarningCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An installation's policy with the keys that its host trusts. Publishing and loading ask the same rules, so that they
 * say the same, each with the keys of its own host.
 *
 * @param policy what is made of signatures
 * @param configured whether somebody named a folder of trusted keys; where nobody did, 'warn' asks for no signature
 * @param trusted the keys in it
 */
public record SignatureRules(SignaturePolicy policy, boolean configured, TrustedKeys trusted) {
    private static final String KEYS = "WINNOW_PLUGIN_TRUSTED_KEYS";

    /** With the keys that are in the folder now. */
    public static SignatureRules read(SignaturePolicy policy, Optional<Path> folder) {
        TrustedKeys keys = policy == SignaturePolicy.OFF
                ? TrustedKeys.NONE
                : folder.map(TrustedKeys::read).orElse(TrustedKeys.NONE);
        return new SignatureRules(policy, folder.isPresent(), keys);
    }

    /** Whether a plugin with a warning of these rules is refused. */
    public boolean refuses() {
        return policy == SignaturePolicy.REQUIRE;
    }

    /** What is wrong with the rules themselves, whatever plugins there are; none where all is well. */
    public Optional<PluginWarning> ownProblem() {
        String problem = String.join(". ", trusted.problems());
        if (policy == SignaturePolicy.REQUIRE && !configured) {
            problem = KEYS + " is not set";
        }
        if (problem.isEmpty()) {
            return Optional.empty();
        }
        String meaning = !refuses() || !trusted.files().isEmpty()
                ? ""
                : " WINNOW_PLUGIN_SIGNATURES is 'require' and no key is trusted on this host, so every plugin that"
                        + " does not ship with Winnow is refused.";
        return Optional.of(PluginWarning.of(PluginName.BUILT_IN, null, WarningCode.SIGNATURE_UNTRUSTED,
                problem + "." + meaning, "Let " + KEYS + " name a folder with the public keys (*.pem) that you trust,"
                        + " readable for this user, on every host, and restart."));
    }

    /**
     * What is wrong with a plugin's signature; empty where nothing is.
     *
     * @param shipped whether the plugin is part of the distribution, which needs no signature
     */
    public Optional<PluginWarning> judge(PluginContent content, boolean shipped) {
        if (policy == SignaturePolicy.OFF) {
            return Optional.empty();
        }
        SignatureVerdict verdict;
        try {
            verdict = SignatureCheck.of(content);
        } catch (IOException e) {
            verdict = new SignatureVerdict.Wrong("it cannot be read (" + e + ")", PluginSignature.FILE_NAME, 0);
        }
        return switch (verdict) {
            case SignatureVerdict.Unsigned unsigned -> shipped || !asksForSigners()
                    ? Optional.empty()
                    : Optional.of(warning(content, WarningCode.SIGNATURE_MISSING,
                            "Plugin '%s' is not signed: there is no plugin.sig in it.".formatted(content.name()),
                            "Have it signed (winnow plugins sign DIR --key FILE) by a key that is trusted here, and"
                                    + " restart."));
            case SignatureVerdict.Wrong(String reason, String file, int line) -> Optional.of(warning(content,
                    WarningCode.SIGNATURE_WRONG,
                    "The signature of plugin '%s' does not fit: %s.".formatted(content.name(), reason),
                    "Find out who changed it. If the change is meant, sign it again and restart.").at(file, line));
            case SignatureVerdict.Whole(VerifyKey key) -> trusted.holds(key) || !asksForSigners()
                    ? Optional.empty()
                    : Optional.of(warning(content, WarningCode.SIGNATURE_UNTRUSTED,
                            "Plugin '%s' is signed by key %s, which is not among the trusted ones.".formatted(
                                    content.name(), key.id()),
                            "If you trust that signer, copy the public key into the folder that " + KEYS
                                    + " names, on every host, and restart."));
        };
    }

    /** That a version is lower than the one that is live; empty where these rules do not look. */
    public Optional<PluginWarning> lowered(PluginContent content, String live) {
        if (policy == SignaturePolicy.OFF) {
            return Optional.empty();
        }
        return Optional.of(warning(content, WarningCode.VERSION_LOWERED,
                "The version of plugin '%s' goes down: %s was found, %s is live.".formatted(content.name(),
                        content.manifest().version(), live),
                refuses()
                        ? "If it is meant, go back with 'winnow plugins rollback', or sign the old content under a"
                                + " higher version."
                        : "If it is not meant, put the newer one back, or go back with 'winnow plugins rollback'; then"
                                + " restart."));
    }

    /** That what is on record of a plugin is not what its own files say. */
    public PluginWarning otherManifest(PluginContent content) {
        return warning(content, WarningCode.SIGNATURE_WRONG,
                "What MySQL has on record of plugin '%s' is not what its plugin.json says, which is what was signed."
                        .formatted(content.name()),
                "Restart the scheduler, then this daemon, of the same release. If it comes back, find out who writes"
                        + " to MySQL.")
                .at(Manifest.FILE_NAME, 0);
    }

    private boolean asksForSigners() {
        return configured || refuses();
    }

    private PluginWarning warning(PluginContent content, WarningCode code, String what, String hint) {
        String meaning = refuses()
                ? " WINNOW_PLUGIN_SIGNATURES is 'require', so it is neither published nor loaded; an earlier version"
                        + " that is live stays."
                : " WINNOW_PLUGIN_SIGNATURES is 'warn', so it is used all the same.";
        return PluginWarning.of(content.name(), content.digest(), code, what + meaning, hint);
    }
}
