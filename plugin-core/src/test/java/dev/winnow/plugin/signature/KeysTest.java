package dev.winnow.plugin.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

class KeysTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aKeyIsWrittenForItsOwnerOnlyAndReadBack() throws Exception {
        SigningKey key = SigningKey.generate();
        Path file = folder.resolve("release");
        key.write(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(SigningKey.isExposed(file)).isFalse();
        assertThat(SigningKey.read(file).verifyKey()).isEqualTo(key.verifyKey());
        Files.copy(folder.resolve("release.pub"), folder.resolve("release.pem"));
        TrustedKeys trusted = TrustedKeys.read(folder);
        assertThat(trusted.problems()).isEmpty();
        assertThat(trusted.holds(key.verifyKey())).isTrue();
        assertThat(trusted.holds(SigningKey.generate().verifyKey())).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SigningKey.isExposed(file)).isTrue();
        assertThat(key.toString()).isEqualTo("signing key " + key.verifyKey().id());
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "mine");
        assertThatThrownBy(() -> SigningKey.generate().write(file)).hasMessageContaining("is there already");
        assertThat(file).hasContent("mine");
        Path other = folder.resolve("other");
        Files.writeString(folder.resolve("other.pub"), "mine");
        assertThatThrownBy(() -> SigningKey.generate().write(other)).hasMessageContaining("is there already");
        assertThat(other).doesNotExist();
    }

    @Test
    void keysOfOpensslAreReadAndItVerifiesWhatWeSign() throws Exception {
        assumeThat(run("openssl", "version")).as("openssl is here").isZero();
        assertThat(run("openssl", "genpkey", "-algorithm", "ed25519", "-out", "key.pem")).isZero();
        assertThat(run("openssl", "pkey", "-in", "key.pem", "-pubout", "-out", "signer.pub")).isZero();
        SigningKey key = SigningKey.read(folder.resolve("key.pem"));
        Path plugin = Signed.plugin(folder.resolve("alpha"), "alpha", "1.0.0");
        Signed.sign(plugin, key);
        // As docs/plugins/signatures.md has it.
        String documented = """
            head -n -1 alpha/plugin.sig > statement
            tail -n 1 alpha/plugin.sig | cut -d ' ' -f 2 | base64 -d > signature
            openssl pkeyutl -verify -pubin -inkey signer.pub -rawin -in statement -sigfile signature
            openssl pkey -pubin -in signer.pub -outform DER | tail -c 32 | sha256sum | cut -c 1-32
            sed -n 's/^file \\([0-9a-f]*\\) [0-9]* /\\1  /p' alpha/plugin.sig | (cd alpha && sha256sum --check --strict)
            """;
        String output = output("bash", "-euo", "pipefail", "-c", documented);
        assertThat(output).contains("Signature Verified Successfully", key.verifyKey().id(), "plugin.py: OK",
                "assets/größe 1.html: OK");
        assertThat(documented.lines().map(String::strip)).allSatisfy(line -> assertThat(Files.readString(
                Path.of("../docs/plugins/signatures.md"))).contains(line.replace("alpha", "my_plugin")));
        Files.writeString(plugin.resolve("plugin.sig"), Files.readString(plugin.resolve("plugin.sig"))
                .replace("version 1.0.0", "version 1.0.1"));
        assertThat(output("bash", "-euo", "pipefail", "-c", documented)).contains("Signature Verification Failure");
    }

    @Test
    void whatIsNoEd25519KeyIsRefusedWithItsFile() throws Exception {
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("none"))).hasMessageContaining("none cannot be read");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        assertThatThrownBy(() -> SigningKey.read(empty)).hasMessageContaining("holds no key");
        Path huge = Files.write(folder.resolve("huge"), new byte[70_000]);
        assertThatThrownBy(() -> SigningKey.read(huge)).hasMessageContaining("larger than 64 KiB");
        Path damaged = Files.writeString(folder.resolve("damaged"),
                "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> SigningKey.read(damaged)).hasMessageContaining("not Base64");
        Path short_ = Files.writeString(folder.resolve("short"),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> SigningKey.read(short_)).hasMessageContaining("no Ed25519 private key");
        SigningKey.generate().write(folder.resolve("key"));
        assertThatThrownBy(() -> SigningKey.read(folder.resolve("key.pub"))).hasMessageContaining("PUBLIC KEY");
        Path rsa = rsa();
        assertThatThrownBy(() -> SigningKey.read(rsa)).hasMessageContaining("no Ed25519 private key");
    }

    @Test
    void aTrustedFolderSaysWhatIsWrongWithItAndUsesTheRest() throws Exception {
        SigningKey good = SigningKey.generate();
        good.write(folder.resolve("good"));
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        assertThat(TrustedKeys.read(trusted).problems()).singleElement().asString().contains("holds no public key");
        Files.copy(folder.resolve("good.pub"), trusted.resolve("good.pem"));
        Files.copy(folder.resolve("good"), trusted.resolve("private.pem"));
        Files.copy(rsaPublic(), trusted.resolve("rsa.pem"));
        Files.writeString(trusted.resolve("README"), "not a key");
        Files.writeString(trusted.resolve("text.pem"), "not a key");
        TrustedKeys keys = TrustedKeys.read(trusted);
        assertThat(keys.files()).containsOnlyKeys(good.verifyKey().id());
        assertThat(keys.problems()).hasSize(3).anySatisfy(problem -> assertThat(problem).contains("private.pem",
                "a private key has no place")).anySatisfy(problem -> assertThat(problem).contains("rsa.pem",
                        "no Ed25519 public key"))
                .anySatisfy(problem -> assertThat(problem).contains("text.pem",
                        "holds no key"));
        assertThat(TrustedKeys.read(folder.resolve("nowhere")).problems()).singleElement().asString()
                .contains("does not exist");
        assertThat(TrustedKeys.read(folder.resolve("good")).problems()).singleElement().asString()
                .contains("cannot be read");
    }

    @Test
    void aFileMayHoldSeveralPublicKeys() throws Exception {
        SigningKey.generate().write(folder.resolve("one"));
        SigningKey.generate().write(folder.resolve("two"));
        Path trusted = Files.createDirectories(folder.resolve("trusted"));
        Files.writeString(trusted.resolve("both.pem"), "# the old and the new\n" + Files.readString(folder.resolve(
                "one.pub")) + Files.readString(folder.resolve("two.pub")));
        assertThat(TrustedKeys.read(trusted).files()).hasSize(2);
    }

    private Path rsa() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("RSA");
        pair.initialize(2048);
        return Files.writeString(folder.resolve("rsa"), new Pem("PRIVATE KEY", pair.generateKeyPair().getPrivate()
                .getEncoded()).text());
    }

    private Path rsaPublic() throws Exception {
        var pair = java.security.KeyPairGenerator.getInstance("RSA");
        pair.initialize(2048);
        return Files.writeString(folder.resolve("rsa.pub"), new Pem("PUBLIC KEY", pair.generateKeyPair().getPublic()
                .getEncoded()).text());
    }

    private int run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private String output(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
