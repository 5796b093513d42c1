package dev.winnow.queue.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs what scripts never change of an envelope: id, lane and body. HMAC-SHA256, of which the first half is kept. */
final class Seal {
    /** Stands where a signature would. */
    static final byte[] NONE = {'-'};

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEPT = 16;

    private final @Nullable SecretKeySpec key;

    Seal(@Nullable String key) {
        this.key = key == null ? null : new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** The signature as text, or a dash without a key. */
    byte[] of(long id, int lane, byte[] bytes, int from) {
        if (key == null) {
            return NONE;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + " " + lane + " ").getBytes(StandardCharsets.US_ASCII));
            mac.update(bytes, from, bytes.length - from);
            return Base64.getUrlEncoder().withoutPadding().encode(Arrays.copyOf(mac.doFinal(), KEPT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Whether this signature is right; without a key each is. */
    boolean fits(byte[] signature, long id, int lane, byte[] bytes, int from) {
        return key == null || MessageDigest.isEqual(signature, of(id, lane, bytes, from));
    }
}
