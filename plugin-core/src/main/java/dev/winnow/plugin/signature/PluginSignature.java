package dev.winnow.plugin.signature;

import dev.winnow.plugin.bundle.PluginContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A plugin's {@code plugin.sig}: a signer's statement and the signature over it. Its text is canonical: there is one
 * sequence of bytes for it, and any other is refused.
 */
public final class PluginSignature {
    /** The file's name in a plugin's folder. */
    public static final String FILE_NAME = "plugin.sig";

    /** Enough for as many files as a plugin may have. */
    static final int MAX_BYTES = 8 * 1024 * 1024;
    static final String LAST_LINE = "signature ";

    private final SignedStatement statement;
    private final byte[] signature;

    PluginSignature(SignedStatement statement, byte[] signature) {
        this.statement = statement;
        this.signature = signature;
    }

    /**
     * Signs a plugin's content as it is; an earlier {@code plugin.sig} in it counts for nothing.
     *
     * @throws KeyException if what was written could not be read back, for example because of too many files
     */
    public static PluginSignature sign(PluginContent content, SigningKey key) throws KeyException {
        SignedStatement statement = new SignedStatement(content.name(), content.manifest().version(), key.verifyKey(),
                content.files());
        byte[] bytes = statement.bytes();
        PluginSignature signature = new PluginSignature(statement, key.sign(bytes));
        try {
            return parse(signature.bytes());
        } catch (SignatureMalformedException e) {
            throw new KeyException("The plugin '" + content.name() + "' cannot be signed: in its " + FILE_NAME
                    + ", line " + e.line() + ", " + e.getMessage(), e);
        }
    }

    /** @throws SignatureMalformedException if these bytes are none */
    static PluginSignature parse(byte[] bytes) throws SignatureMalformedException {
        if (bytes.length > MAX_BYTES) {
            throw new SignatureMalformedException("it is larger than " + MAX_BYTES / (1024 * 1024) + " MiB", 0);
        }
        return new SignatureText(bytes).read();
    }

    /** What the signer says. */
    public SignedStatement statement() {
        return statement;
    }

    /** Whether the statement is the key's own, to the last byte. Says nothing of whether the key is trusted. */
    public boolean isGenuine() {
        return statement.key().verifies(statement.bytes(), signature);
    }

    /** The bytes of {@code plugin.sig}. */
    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(statement.bytes());
        out.writeBytes((LAST_LINE + Base64.getEncoder().encodeToString(signature) + "\n").getBytes(
                StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
