package dev.winnow.scheduler.discovery.s3;

import dev.winnow.daemon.network.ProxyResolver;
import dev.winnow.daemon.network.ReferenceSecrets;
import dev.winnow.daemon.settings.RemoteSource;
import dev.winnow.daemon.settings.RemoteSource.Access;
import dev.winnow.daemon.settings.RemoteSource.Role;
import dev.winnow.daemon.settings.SecretValue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Buckets as sources, for tests. */
record Sources(URI endpoint, Path cache) {
    static final Access KEY = new Access.Key(SecretValue.of(S3TestServer.ACCESS_KEY), SecretValue.of(
            S3TestServer.SECRET_KEY), Optional.empty());

    S3Source of(String bucket, String prefix) {
        return of(bucket, prefix, KEY, Optional.empty());
    }

    S3Source of(String bucket, String prefix, Access access, Optional<Role> role) {
        return of(bucket, prefix, access, role, new RemoteSource.Bounds(Duration.ofSeconds(30), 10_000_000));
    }

    S3Source of(String bucket, String prefix, Access access, Optional<Role> role, RemoteSource.Bounds bounds) {
        return new S3Source(new RemoteSource.S3("s3:" + bucket, bucket, prefix, Optional.of("eu-central-1"), Optional
                .of(endpoint), true, access, role, bounds), cache, new ReferenceSecrets(name -> null, "h"),
                new ProxyResolver(name -> null));
    }
}
