package dev.winnow.plugin.spi.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables, columns and relations that filters may speak of: the typed way into the inventory. */
public final class DbObjects {
    private static final Table RESOURCE = new Table("resource");
    private static final Table TAG = new Table("tag");
    private static final Table ACCOUNT = new Table("account");
    private static final Table FINDING = new Table("finding");

    private DbObjects() {
    }

    /** Harvested resources, one row each. */
    public static final class Resource {
        /** Winnow's own id. */
        public static final Column<Long> ID = number(RESOURCE, "id");
        /** The cloud account it belongs to. */
        public static final Column<Long> ACCOUNT_ID = number(RESOURCE, "account_id");
        /** For example {@code aws}. */
        public static final Column<String> PROVIDER = text(RESOURCE, "provider");
        /** For example {@code instance}. */
        public static final Column<String> TYPE = text(RESOURCE, "type");
        /** For example {@code eu-central-1}. */
        public static final Column<String> REGION = text(RESOURCE, "region");
        /** The provider's id, for example {@code i-0abc}. */
        public static final Column<String> NATIVE_ID = text(RESOURCE, "native_id");
        /** The name people gave it. */
        public static final Column<String> NAME = text(RESOURCE, "name");
        /** The provider's word for its state, for example {@code running}. */
        public static final Column<String> STATE = text(RESOURCE, "state");
        /** The provider's word for its size, for example {@code m7g.large}. */
        public static final Column<String> INSTANCE_TYPE = text(RESOURCE, "instance_type");
        /** The image it was made from. */
        public static final Column<String> IMAGE_ID = text(RESOURCE, "image_id");
        /** The availability zone. */
        public static final Column<String> ZONE = text(RESOURCE, "zone");
        /** The virtual network. */
        public static final Column<String> NETWORK_ID = text(RESOURCE, "network_id");
        /** The subnet. */
        public static final Column<String> SUBNET_ID = text(RESOURCE, "subnet_id");
        /** The first private address. */
        public static final Column<String> PRIVATE_IP = text(RESOURCE, "private_ip");
        /** The public address. */
        public static final Column<String> PUBLIC_IP = text(RESOURCE, "public_ip");
        /** When it was launched. */
        public static final Column<Instant> LAUNCHED_AT = instant(RESOURCE, "launched_at");
        /** When a harvest first saw it. */
        public static final Column<Instant> FIRST_SEEN = instant(RESOURCE, "first_seen");
        /** When a harvest last saw it. */
        public static final Column<Instant> LAST_SEEN = instant(RESOURCE, "last_seen");
        /** Its tags. */
        public static final Relation TAGS = new Relation("tags", RESOURCE, TAG);
        /** Its cloud account. */
        public static final Relation IN_ACCOUNT = new Relation("account", RESOURCE, ACCOUNT);
        /** Its open findings. */
        public static final Relation FINDINGS = new Relation("findings", RESOURCE, FINDING);

        private static final List<Column<?>> COLUMNS = List.of(ID, ACCOUNT_ID, PROVIDER, TYPE, REGION, NATIVE_ID, NAME,
                STATE, INSTANCE_TYPE, IMAGE_ID, ZONE, NETWORK_ID, SUBNET_ID, PRIVATE_IP, PUBLIC_IP, LAUNCHED_AT,
                FIRST_SEEN, LAST_SEEN);

        private Resource() {
        }

        /**
         * A scalar inside the JSON attributes.
         *
         * @param path names joined by dots, for example {@code Monitoring.State}; letters, digits, {@code _} and {@code -}
         * @throws IllegalArgumentException for a path of another form
         */
        public static Column<String> attribute(String path) {
            if (!path.matches("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64}){0,15}")) {
                throw new IllegalArgumentException("attribute path '" + path
                        + "': expected up to 16 names of letters, digits, _ and -, joined by dots");
            }
            return new Column<>(RESOURCE, path, ColumnType.ATTRIBUTE);
        }
    }

    /** A resource's tags, one row each. */
    public static final class Tag {
        /** The resource. */
        public static final Column<Long> RESOURCE_ID = number(TAG, "resource_id");
        /** The tag's key. */
        public static final Column<String> KEY = text(TAG, "key");
        /** The tag's value, possibly empty. */
        public static final Column<String> VALUE = text(TAG, "value");

        private static final List<Column<?>> COLUMNS = List.of(RESOURCE_ID, KEY, VALUE);

        private Tag() {
        }
    }

    /** Cloud accounts. */
    public static final class Account {
        /** The account. */
        public static final Column<Long> ID = number(ACCOUNT, "id");
        /** The name the operator gave it. */
        public static final Column<String> NAME = text(ACCOUNT, "name");
        /** The cloud provider's name, for example {@code aws}. */
        public static final Column<String> PROVIDER = text(ACCOUNT, "provider");

        private static final List<Column<?>> COLUMNS = List.of(ID, NAME, PROVIDER);

        private Account() {
        }
    }

    /** Open findings: a resource that an insight names. */
    public static final class Finding {
        /** The resource. */
        public static final Column<Long> RESOURCE_ID = number(FINDING, "resource_id");
        /** The insight that found it. */
        public static final Column<Long> INSIGHT_ID = number(FINDING, "insight_id");
        /** Since when. */
        public static final Column<Instant> FIRST_SEEN = instant(FINDING, "first_seen");

        private static final List<Column<?>> COLUMNS = List.of(RESOURCE_ID, INSIGHT_ID, FIRST_SEEN);

        private Finding() {
        }
    }

    /** The names of all tables. */
    public static List<String> tables() {
        return List.of("account", "finding", "resource", "tag");
    }

    /** The columns of a table, in a stable order; none for an unknown table. */
    public static List<Column<?>> columns(String table) {
        return switch (table) {
            case "resource" -> Resource.COLUMNS;
            case "tag" -> Tag.COLUMNS;
            case "account" -> Account.COLUMNS;
            case "finding" -> Finding.COLUMNS;
            default -> List.of();
        };
    }

    /** A column by its public names. */
    public static Optional<Column<?>> column(String table, String column) {
        for (Column<?> candidate : columns(table)) {
            if (candidate.name().equals(column)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The relations that start at resources. */
    public static List<Relation> relations() {
        return List.of(Resource.TAGS, Resource.IN_ACCOUNT, Resource.FINDINGS);
    }

    private static Column<String> text(Table table, String name) {
        return new Column<>(table, name, ColumnType.TEXT);
    }

    private static Column<Long> number(Table table, String name) {
        return new Column<>(table, name, ColumnType.NUMBER);
    }

    private static Column<Instant> instant(Table table, String name) {
        return new Column<>(table, name, ColumnType.INSTANT);
    }
}
