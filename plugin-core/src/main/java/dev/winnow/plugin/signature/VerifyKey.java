package dev.winnow.plugin.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of an Ed25519 key. */
public final class VerifyKey {
    /** Hexadecimal digits of an id. */
    public static final int ID_LENGTH = 32;

    static final String ALGORITHM = "Ed25519";
    static final int RAW_LENGTH = 32;

    /** What stands before the raw key in an X.509 SubjectPublicKeyInfo (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] raw;
    private final PublicKey key;

    private VerifyKey(byte[] raw, PublicKey key) {
        this.raw = raw;
        this.key = key;
    }

    /** @throws KeyException if these are not the bytes of a point on the curve */
    static VerifyKey ofRaw(byte[] raw) throws KeyException {
        if (raw.length != RAW_LENGTH) {
            throw new KeyException("an Ed25519 public key has " + RAW_LENGTH + " bytes, not " + raw.length);
        }
        byte[] der = Arrays.copyOf(PREFIX, PREFIX.length + RAW_LENGTH);
        System.arraycopy(raw, 0, der, PREFIX.length, RAW_LENGTH);
        return ofDer(der);
    }

    /** @throws KeyException if it is no SubjectPublicKeyInfo of an Ed25519 key */
    static VerifyKey ofDer(byte[] der) throws KeyException {
        if (der.length != PREFIX.length + RAW_LENGTH || !Arrays.equals(der, 0, PREFIX.length, PREFIX, 0,
                PREFIX.length)) {
            throw new KeyException("it is no Ed25519 public key; make one with 'winnow plugins keygen' or"
                    + " 'openssl genpkey -algorithm ed25519'");
        }
        try {
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der));
            return new VerifyKey(Arrays.copyOfRange(der, PREFIX.length, der.length), key);
        } catch (GeneralSecurityException e) {
            throw new KeyException("it is no usable Ed25519 public key (" + e.getMessage() + ")", e);
        }
    }

    /** The fingerprint by which people know it: the first 32 hexadecimal digits of the SHA-256 of the 32 raw bytes. */
    public String id() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw)).substring(0, ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether this key's other half signed these bytes. */
    boolean verifies(byte[] signed, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // Not of the form of a signature.
            return false;
        }
    }

    String base64() {
        return Base64.getEncoder().encodeToString(raw);
    }

    byte[] der() {
        return key.getEncoded();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return id();
    }
}
