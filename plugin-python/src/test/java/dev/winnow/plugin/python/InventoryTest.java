package dev.winnow.plugin.python;

import dev.winnow.plugin.spi.CloudAccount;
import dev.winnow.plugin.spi.Inventory;
import dev.winnow.plugin.spi.JobHandler;
import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.plugin.spi.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The inventory as a Python job sees it. */
class InventoryTest extends PythonTest {
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");

    private final List<String> saved = new ArrayList<>();

    private final Inventory inventory = new Inventory() {
        private final CloudAccount account = new CloudAccount(7, "lab", "aws", new Settings(Map.of("role", "r")));

        @Override
        public Optional<CloudAccount> account(long id) {
            return id == 7 ? Optional.of(account) : Optional.empty();
        }

        @Override
        public List<CloudAccount> accounts() {
            return List.of(account);
        }

        @Override
        public Optional<Resource> resource(long id) {
            return id != 5
                    ? Optional.empty()
                    : Optional.of(new Resource(5, 7, "aws", "instance", THEN, THEN, ResourceDescription.of("i-5", "eu")
                            .name("web").tag("owner", "me").attribute("n", List.of(1, "a")).launchedAt(THEN).build()));
        }

        @Override
        public void save(CloudAccount into, String resourceType, ResourceDescription resource) {
            saved.add(into.name() + " " + resourceType + " " + resource.nativeId() + " " + resource.region() + " "
                    + resource.state() + " " + resource.tags());
        }
    };

    private Map<String, Object> run(String body) throws Exception {
        JobHandler handler = load(plugin("worker").module("plugin.py",
                "from winnow import jobs\n\n@jobs.handler('look')\ndef look(context):\n" + body.indent(4)))
                .only(JobHandler.class);
        TestJob job = new TestJob(Map.of());
        job.inventory = inventory;
        return handler.run(job).values();
    }

    @Test
    void accountsAndResourcesAreReadAndSaved() throws Exception {
        assertThat(run("""
            inventory = context.inventory
            account = inventory.account(7)
            resource = inventory.resource(5)
            inventory.save(account, "instance", "i-9", region="us", state="running", tags={"a": "b"})
            inventory.save(7, "instance", "i-10")
            return {"accounts": [each.name for each in inventory.accounts()], "role": account.settings["role"],
                    "none": [str(inventory.account(8)), str(inventory.resource(8))],
                    "resource": [resource.native_id, resource.type, resource.region, resource.name, resource.tags,
                                 resource.attributes, resource.launched_at, str(resource.state), resource.account_id]}
            """)).isEqualTo(Map.of("accounts", List.of("lab"), "role", "r", "none", List.of("None", "None"), "resource",
                List.of("i-5", "instance", "eu", "web", Map.of("owner", "me"), Map.of("n", List.of(1, "a")),
                        "2026-01-31T12:00:00Z", "None", 7)));
        assertThat(saved).containsExactly("lab instance i-9 us running {a=b}", "lab instance i-10  null {}");
    }

    @Test
    void anAccountThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> run("context.inventory.save(99, 'instance', 'i')"))
                .hasMessageContaining("there is no cloud account 99");
    }

    @Test
    void outsideOfAJobThereIsNone() throws Exception {
        assertThat(explained(plugin("early").module("plugin.py",
                "from winnow.inventory import Inventory\nInventory().accounts()")).message())
                .contains("no job is running");
    }
}
