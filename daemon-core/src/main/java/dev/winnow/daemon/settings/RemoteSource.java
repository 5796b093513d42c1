package dev.winnow.daemon.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A place elsewhere where plugins are found. No secret is in what it prints. */
public sealed interface RemoteSource {
    /** Under which its plugins are published: the same over restarts and whatever its secrets. */
    String name();

    /** What people read. */
    String location();

    /** What reading it may cost. */
    Bounds bounds();

    /**
     * What reading a source may cost.
     *
     * @param time for all that is fetched together
     * @param bytes of all that is fetched together
     */
    record Bounds(Duration time, long bytes) {
    }

    /**
     * A URL of a zip that holds one plugin or a folder of several.
     *
     * @param url {@code http} or {@code https}, without user and password
     * @param login for basic authentication at that origin
     */
    record Http(String name, URI url, Optional<Login> login, Bounds bounds) implements RemoteSource {
        /** The URL without its query, which may hold a token. */
        @Override
        public String location() {
            String path = url.getRawPath() == null ? "" : url.getRawPath();
            return url.getScheme() + "://" + url.getRawAuthority() + path + (url.getRawQuery() == null ? "" : "?...");
        }

        @Override
        public String toString() {
            return name + " (" + location() + ")";
        }
    }

    /** A user and the password. */
    record Login(String user, SecretValue password) {
    }

    /**
     * Plugins in a bucket: zips, jars, Python files and folders below a prefix.
     *
     * @param prefix empty, or ending in {@code /}
     * @param region empty for that of the host's environment
     * @param endpoint of a server that is not Amazon's, or a private endpoint
     * @param pathStyle whether the bucket stands in the path instead of the host's name
     * @param access as whom the bucket is read
     * @param role assumed with that access
     */
    record S3(String name, String bucket, String prefix, Optional<String> region, Optional<URI> endpoint,
            boolean pathStyle, Access access, Optional<Role> role, Bounds bounds) implements RemoteSource {
        @Override
        public String location() {
            return "s3://" + bucket + "/" + prefix;
        }
    }

    /** As whom a bucket is read. */
    sealed interface Access {
        /** As anybody: requests are not signed. */
        record Unsigned() implements Access {
        }

        /** As the host: environment, files, instance role, in the SDK's order. */
        record Host() implements Access {
        }

        /** By a profile of the host's AWS files. */
        record Profile(String profile) implements Access {
        }

        /** By a key. */
        record Key(SecretValue id, SecretValue secret, Optional<SecretValue> session) implements Access {
        }
    }

    /**
     * A role to assume.
     *
     * @param externalId handed over with it
     * @param endpoint of an STS that is not Amazon's
     */
    record Role(String arn, Optional<String> externalId, Optional<URI> endpoint) {
    }
}
