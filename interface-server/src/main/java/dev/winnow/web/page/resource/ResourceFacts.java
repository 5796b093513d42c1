package dev.winnow.web.page.resource;

import dev.winnow.plugin.spi.Resource;
import dev.winnow.plugin.spi.ResourceDescription;
import dev.winnow.web.page.view.Fact;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The typed columns of a resource as names and values; absent ones are left out. */
final class ResourceFacts {
    private final List<Fact> facts = new ArrayList<>();

    private ResourceFacts() {
    }

    static List<Fact> of(Resource resource, String account) {
        ResourceDescription description = resource.description();
        ResourceFacts facts = new ResourceFacts();
        facts.text("Account", account.isEmpty() ? "account " + resource.accountId() : account);
        facts.text("Provider", resource.provider());
        facts.text("Type", resource.type());
        facts.id("Provider's id", description.nativeId());
        facts.id("Winnow's id", Long.toString(resource.id()));
        facts.text("Region", description.region());
        facts.text("Zone", description.zone());
        facts.text("Size", description.instanceType());
        facts.id("Image", description.imageId());
        facts.id("Network", description.networkId());
        facts.id("Subnet", description.subnetId());
        facts.id("Private address", description.privateIp());
        facts.id("Public address", description.publicIp());
        return facts.facts;
    }

    private void text(String label, @Nullable String value) {
        add(label, value, false);
    }

    private void id(String label, @Nullable String value) {
        add(label, value, true);
    }

    private void add(String label, @Nullable String value, boolean mono) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(label, value, mono));
        }
    }
}
