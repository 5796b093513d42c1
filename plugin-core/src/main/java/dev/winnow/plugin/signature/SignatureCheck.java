package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.ContentFile;
import dev.winnow.plugin.bundle.FileDifference;
import dev.winnow.plugin.bundle.PluginContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Holds a plugin's content against the signature in it. */
public final class SignatureCheck {
    private SignatureCheck() {
    }

    /**
     * The verdict on content whose files' digests were read.
     *
     * @throws IOException if {@code plugin.sig} cannot be read
     */
    public static SignatureVerdict of(PluginContent content) throws IOException {
        Optional<ContentFile> file = content.files().stream()
                .filter(each -> each.path().equals(PluginSignature.FILE_NAME)).findFirst();
        if (file.isEmpty()) {
            return new SignatureVerdict.Unsigned();
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(content.folder().resolve(PluginSignature.FILE_NAME))) {
            bytes = in.readNBytes(PluginSignature.MAX_BYTES + 1);
        }
        // Its digest is part of the content's: what is judged must be what is published.
        if (bytes.length <= PluginSignature.MAX_BYTES && !sha256(bytes).equals(file.get().sha256())) {
            return wrong("it changed while the plugin was read", 0);
        }
        try {
            return verdict(content, PluginSignature.parse(bytes));
        } catch (SignatureMalformedException e) {
            return wrong("it is not readable: " + (e.line() > 0 ? "in line " + e.line() + ", " : "") + e.getMessage(),
                    e.line());
        }
    }

    /** The id of the key whose whole signature is in the content, trusted or not; empty where there is none. */
    public static Optional<String> signer(PluginContent content) {
        try {
            return of(content) instanceof SignatureVerdict.Whole(VerifyKey key)
                    ? Optional.of(key.id())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(PluginSignature.FILE_NAME + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static SignatureVerdict verdict(PluginContent content, PluginSignature signature) {
        SignedStatement statement = signature.statement();
        if (!signature.isGenuine()) {
            return wrong("it was itself changed or made up: what key " + statement.key().id() + " signed is not what"
                    + " it says", 0);
        }
        if (!statement.plugin().equals(content.name())) {
            return wrong("it is the signature of plugin '" + statement.plugin() + "', not of '" + content.name() + "'",
                    0);
        }
        FileDifference difference = FileDifference.between(statement.files(), content.files().stream()
                .filter(file -> !file.path().equals(PluginSignature.FILE_NAME)).toList());
        String otherVersion = statement.version().equals(content.manifest().version())
                ? ""
                : "it is the signature of version " + statement.version() + ", and this is version "
                        + content.manifest().version();
        if (difference.isNone() && otherVersion.isEmpty()) {
            return new SignatureVerdict.Whole(statement.key());
        }
        String reason = difference.isNone()
                ? otherVersion
                : (otherVersion.isEmpty() ? "" : otherVersion + "; ") + "since it was signed, " + difference.words();
        return new SignatureVerdict.Wrong(reason, difference.first().orElse(PluginSignature.FILE_NAME), 0);
    }

    private static SignatureVerdict wrong(String reason, int line) {
        return new SignatureVerdict.Wrong(reason, PluginSignature.FILE_NAME, line);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
