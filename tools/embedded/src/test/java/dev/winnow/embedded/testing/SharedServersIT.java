package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SharedServersIT {
    @Test
    void eachDatabaseIsEmptyAndOfItsOwn() throws Exception {
        TestDatabase first = TestServers.shared().freshDatabase();
        TestDatabase second = TestServers.shared().freshDatabase();
        assertThat(first.name()).isNotEqualTo(second.name());
        for (TestDatabase database : new TestDatabase[]{first, second}) {
            try (Connection connection = database.connect(Account.MIGRATE);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t (id INT)");
                statement.execute("GRANT SELECT ON t TO 'winnow_interface'@'%'");
            }
        }
        try (Connection reader = second.connect(Account.INTERFACE)) {
            assertThat(reader.isValid(1)).isTrue();
        }
    }

    @Test
    void oneRedisServesTheWholeJvm() {
        assertThat(TestServers.shared().redis()).isEqualTo(TestServers.shared().emptyRedis());
    }
}
