package dev.winnow.web.proxy;

import dev.winnow.embedded.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** A real web server, as Debian has it, in front of an interface server, by one of the samples that are shipped. */
final class FrontProxy implements AutoCloseable {
    private static final Path SAMPLES = Path.of("..", "packaging", "reverse-proxy");

    private static final String NGINX_INCLUDED = "include {included};";
    private static final String NGINX_SITE = """
        server {
            listen {tls} ssl;
            ssl_certificate {chain};
            ssl_certificate_key {key};
            include {included};
        }
        """;
    private static final String NGINX_MAIN = """
        {user}
        daemon off;
        pid {folder}/pid;
        error_log {folder}/error.log;
        events {}
        http {
            access_log off;
            client_body_temp_path {folder}/body;
            proxy_temp_path {folder}/proxy;
            fastcgi_temp_path {folder}/fastcgi;
            uwsgi_temp_path {folder}/uwsgi;
            scgi_temp_path {folder}/scgi;
            {site}
        }
        """;
    private static final String APACHE_INCLUDED = "Include {included}";
    private static final String APACHE_SITE = """
        <VirtualHost *:{tls}>
            SSLEngine on
            SSLCertificateFile {chain}
            SSLCertificateKeyFile {key}
            Include {included}
        </VirtualHost>
        """;
    private static final String APACHE_MAIN = """
        ServerRoot {folder}
        ServerName localhost
        PidFile {folder}/pid
        DefaultRuntimeDir {folder}
        Mutex file:{folder} default
        ErrorLog {folder}/error.log
        Listen {plain}
        Listen {tls}
        LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
        LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
        LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
        LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
        LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
        LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
        LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
        LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
        {user}
        {site}
        """;

    private final Process process;
    private final Path folder;
    private final int plainPort;
    private final int tlsPort;

    private FrontProxy(Process process, Path folder, int plainPort, int tlsPort) throws IOException {
        this.process = process;
        this.folder = folder;
        this.plainPort = plainPort;
        this.tlsPort = tlsPort;
        await(tlsPort);
    }

    int plainPort() {
        return plainPort;
    }

    int tlsPort() {
        return tlsPort;
    }

    /** nginx or Apache. */
    enum Kind {
        NGINX(Path.of("/usr/sbin/nginx")), APACHE(Path.of("/usr/sbin/apache2"));

        private final Path program;

        Kind(Path program) {
            this.program = program;
        }

        boolean isInstalled() {
            return Files.isExecutable(program);
        }
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param sample a file of packaging/reverse-proxy: a site of its own, or a part that a site takes in
     * @param serverPort of the interface server
     */
    static FrontProxy start(Kind kind, Path folder, Certificate certificate, String sample, int serverPort)
            throws IOException {
        int plain = FreePort.any();
        int tls = FreePort.any();
        Path site = Files.writeString(folder.resolve("site.conf"), adapted(sample, certificate, serverPort, plain,
                tls));
        boolean whole = Files.readString(SAMPLES.resolve(sample)).toLowerCase(Locale.ROOT).matches(
                "(?s).*\n\\s*server_?name .*");
        String main = switch (kind) {
            case NGINX -> NGINX_MAIN.replace("{site}", whole ? NGINX_INCLUDED : NGINX_SITE).replace("{user}", isRoot()
                    ? "user root;"
                    : "");
            case APACHE -> APACHE_MAIN.replace("{site}", whole ? APACHE_INCLUDED : APACHE_SITE).replace("{user}",
                    isRoot() ? "User www-data\nGroup www-data" : "");
        };
        Path config = Files.writeString(folder.resolve("main.conf"), main.replace("{folder}", folder.toString())
                .replace("{included}", site.toString()).replace("{plain}", String.valueOf(plain)).replace("{tls}",
                        String.valueOf(tls))
                .replace("{chain}", certificate.chain().toString()).replace("{key}", certificate.key().toString()));
        List<String> command = switch (kind) {
            case NGINX -> List.of(kind.program.toString(), "-c", config.toString(), "-e", folder.resolve("error.log")
                    .toString());
            case APACHE -> List.of(kind.program.toString(), "-f", config.toString(), "-DFOREGROUND");
        };
        return new FrontProxy(new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile()).start(), folder, plain, tls);
    }

    /** The sample with this test's ports and files in place of the usual ones. */
    private static String adapted(String sample, Certificate certificate, int serverPort, int plain, int tls)
            throws IOException {
        String text = Files.readString(SAMPLES.resolve(sample));
        assertThat(text).contains("http://127.0.0.1:8001");
        return text.replace("http://127.0.0.1:8001", "http://127.0.0.1:" + serverPort)
                .replace("listen 80;", "listen " + plain + ";").replace("listen 443 ssl;", "listen " + tls + " ssl;")
                .replace("*:80>", "*:" + plain + ">").replace("*:443>", "*:" + tls + ">")
                .replace("/etc/ssl/certs/winnow.example.com.pem", certificate.chain().toString())
                .replace("/etc/ssl/private/winnow.example.com.key", certificate.key().toString())
                .replace("https://winnow.example.com", "https://" + certificate.host() + ":" + tls)
                .replace("winnow.example.com", certificate.host());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void await(int port) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new IOException("the proxy does not listen on " + port + ": " + Files.readString(folder.resolve(
                "output.txt")));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
