package dev.winnow.plugin.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Set;

/** An Ed25519 key that signs. */
public final class SigningKey {
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final PrivateKey key;
    private final VerifyKey verifyKey;

    private SigningKey(PrivateKey key, VerifyKey verifyKey) {
        this.key = key;
        this.verifyKey = verifyKey;
    }

    /** A new one. */
    public static SigningKey generate() {
        return of(pair(new SecureRandom()));
    }

    /**
     * From a PKCS#8 PEM file, as {@link #write} and {@code openssl genpkey -algorithm ed25519} make it.
     *
     * @throws KeyException if it holds no such key, or is encrypted
     */
    public static SigningKey read(Path file) throws KeyException {
        List<Pem> blocks = Pem.read(file);
        if (blocks.size() != 1 || !blocks.getFirst().type().equals(Pem.PRIVATE)) {
            throw new KeyException("The file " + file + " holds no plain private key but '"
                    + blocks.getFirst().type() + "'; expected is one PKCS#8 block '-----BEGIN PRIVATE KEY-----',"
                    + " as 'winnow plugins keygen' or 'openssl genpkey -algorithm ed25519' makes it");
        }
        try {
            PrivateKey key = KeyFactory.getInstance(VerifyKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst().der()));
            byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
            return of(pair(new Seed(seed)));
        } catch (GeneralSecurityException e) {
            throw new KeyException("The key in " + file + " is no Ed25519 private key (" + e.getMessage() + ")", e);
        }
    }

    private static SigningKey of(KeyPair pair) {
        try {
            return new SigningKey(pair.getPrivate(), VerifyKey.ofDer(pair.getPublic().getEncoded()));
        } catch (KeyException e) {
            throw new IllegalStateException("Java makes Ed25519 keys", e);
        }
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(VerifyKey.ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** What others need to verify. */
    public VerifyKey verifyKey() {
        return verifyKey;
    }

    /**
     * Writes the private key to this file, for its owner only, and the public key beside it as {@code FILE.pub}.
     *
     * @throws KeyException if one of them is there already or cannot be written; nothing is overwritten
     */
    public void write(Path file) throws KeyException {
        Path open = publicFile(file);
        if (Files.exists(open)) {
            throw new KeyException("The file " + open + " is there already; nothing was written");
        }
        create(file, new Pem(Pem.PRIVATE, key.getEncoded()), "rw-------");
        create(open, new Pem(Pem.PUBLIC, verifyKey.der()), "rw-r--r--");
    }

    /** Where {@link #write} puts the public key. */
    public static Path publicFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /** Whether others than its owner can read or change a key's file. */
    public static boolean isExposed(Path file) {
        try {
            return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static void create(Path file, Pem pem, String permissions) throws KeyException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                        permissions))}
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                attributes)) {
            channel.write(StandardCharsets.US_ASCII.encode(pem.text()));
        } catch (FileAlreadyExistsException e) {
            throw new KeyException("The file " + file + " is there already; nothing was written", e);
        } catch (IOException e) {
            throw new KeyException("The key file " + file + " cannot be written: " + e, e);
        }
    }

    byte[] sign(byte[] statement) {
        try {
            Signature signer = Signature.getInstance(VerifyKey.ALGORITHM);
            signer.initSign(key);
            signer.update(statement);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs everything", e);
        }
    }

    /** Only the key's id: the key itself is nobody's business. */
    @Override
    public String toString() {
        return "signing key " + verifyKey.id();
    }

    /** Java has no other way to the public half of a private key than to generate the pair from the same seed. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("the seed of an Ed25519 key has " + seed.length + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
