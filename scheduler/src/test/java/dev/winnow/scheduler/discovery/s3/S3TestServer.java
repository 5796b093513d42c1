package dev.winnow.scheduler.discovery.s3;

import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 server (S3Proxy, in memory) in this JVM, in a class loader of its own because it brings other versions of
 * what is here. It lives as long as the JVM.
 */
public final class S3TestServer {
    /** What it lets in, where it does not let in anybody. */
    public static final String ACCESS_KEY = "winnow-tests";
    public static final String SECRET_KEY = "winnow-tests-secret";
    private static final Path JAR = Path.of("target", "s3-server", "s3proxy.jar");

    private final URI endpoint;

    private S3TestServer(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** One that checks signatures. */
    public static S3TestServer shared() {
        return Signed.SERVER;
    }

    /** One that lets anybody in. */
    static S3TestServer open() {
        return Open.SERVER;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A client that may do everything. */
    public S3Client client() {
        return client(endpoint);
    }

    static S3Client client(URI endpoint) {
        return S3Client.builder().endpointOverride(endpoint).forcePathStyle(true).region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY,
                        SECRET_KEY)))
                .build();
    }

    /** Puts an object. */
    public static void put(S3Client client, String bucket, String key, byte[] bytes) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** Puts a text. */
    public static void put(S3Client client, String bucket, String key, String text) {
        put(client, bucket, key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static S3TestServer start(String authorization) {
        try {
            int port = FreePort.any();
            Path properties = Files.createTempFile("s3proxy", ".properties");
            Files.writeString(properties, """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=%s
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient-nio2
                jclouds.identity=x
                jclouds.credential=x
                """.formatted(port, authorization, ACCESS_KEY, SECRET_KEY));
            properties.toFile().deleteOnExit();
            Thread main = Thread.ofPlatform().daemon().name("s3proxy").unstarted(() -> run(properties));
            main.start();
            awaitPort(port);
            return new S3TestServer(URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Path properties) {
        try {
            URLClassLoader loader = new URLClassLoader("s3proxy", new URL[]{JAR.toUri().toURL()}, ClassLoader
                    .getPlatformClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("org.gaul.s3proxy.Main").getMethod("main", String[].class).invoke(null,
                    (Object) new String[]{"--properties", properties.toString()});
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("The S3 server for tests does not start from " + JAR.toAbsolutePath(), e);
        }
    }

    private static void awaitPort(int port) throws IOException {
        for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos(); System.nanoTime() < end;) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                sleep();
            }
        }
        throw new IOException("The S3 server for tests does not answer on port " + port);
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMillis(100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Signed {
        static final S3TestServer SERVER = start("aws-v2-or-v4");
    }

    private static final class Open {
        static final S3TestServer SERVER = start("none");
    }
}
