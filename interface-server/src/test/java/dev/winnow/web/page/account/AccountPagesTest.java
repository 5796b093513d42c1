package dev.winnow.web.page.account;

import dev.winnow.plugin.spi.SettingField;
import dev.winnow.web.page.account.AccountView.HarvestView;
import dev.winnow.web.page.account.NewAccountPage.Choice;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Form;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Rendering;
import dev.winnow.web.page.view.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.winnow.web.page.view.Rendering.TIMES;
import static dev.winnow.web.page.view.Samples.ago;
import static org.assertj.core.api.Assertions.assertThat;

class AccountPagesTest {
    private static final Choice AWS = new Choice("aws", "Amazon Web Services", "aws", List.of(
            SettingField.textList("regions", "Regions", "Empty for all."), SettingField.text("profile", "Profile", ""),
            SettingField.secret("external_id", "External id", "For the role."),
            new SettingField("fips", "FIPS endpoints", "Where required.", SettingField.Kind.BOOLEAN, false, List.of(),
                    null),
            new SettingField("tier", "Tier", "", SettingField.Kind.SELECTION, true, List.of("prod", "dev"), "prod"),
            new SettingField("kinds", "Kinds", "", SettingField.Kind.MULTI_SELECTION, false,
                    List.of("instance", "volume"),
                    null),
            new SettingField("limit", "Limit", "", SettingField.Kind.NUMBER, true, List.of(), null)));

    @Test
    void theListShowsHowTheHarvestsStandRegionByRegion() {
        HarvestView good = new HarvestView("eu-central-1", "instance", 12, Status.done("Succeeded"), 230,
                TIMES.when(ago(5)), TIMES.when(ago(4)), "");
        HarvestView bad = new HarvestView("us-east-1", "instance", 13, Status.failed("Failed"), 0, TIMES.when(ago(5)),
                null,
                "us-east-1 answered 503");
        String html = Rendering.page("accounts", "account/list", Map.of("crumbs", List.of(Crumb.settings()), "accounts",
                Part.good(List.of(new AccountView(3, "production", "aws", null, List.of(bad, good)),
                        new AccountView(4, "demo", "aws-file", "The provider aws-file is not registered.",
                                List.of())))));
        assertThat(html).contains("us-east-1 answered 503", "/console/jobs/13", ">Test<", ">Harvest now<",
                "Not harvested yet", "is not registered");
    }

    @Test
    void anEmptyListLeadsToAddingOne() {
        assertThat(Rendering.page("accounts-empty", "account/list", Map.of("crumbs", List.of(), "accounts",
                Part.good(List.of())))).contains("No cloud account yet", "/console/settings/accounts/new");
    }

    @Test
    void theFormIsDrivenByTheProvidersFieldsOfEveryKind() {
        Form form = new Form(Map.of("name", List.of("prod"), "settings.tier", List.of("dev"), "settings.fips",
                List.of("true"), "settings.kinds", List.of("volume")), Map.of())
                .withError("settings.limit", "setting 'limit' (Limit) is required");
        String html = Rendering.page("account-new", "account/new", model(AWS, form));
        assertThat(html).contains("name=\"settings.regions\"", "One a line.", "env:NAME or file:/path",
                "A reference, never the secret itself.", "href=\"#field-settings.limit\"", "checked=\"checked\"",
                "<option value=\"dev\" selected=\"selected\"", "value=\"volume\" checked");
    }

    @Test
    void firstOneChoosesAProvider() {
        assertThat(Rendering.page("account-choose", "account/new", model(null, Form.empty())))
                .contains("/console/settings/accounts/new?provider=aws");
    }

    private static Map<String, @Nullable Object> model(@Nullable Choice provider, Form form) {
        Map<String, @Nullable Object> model = new HashMap<>();
        model.put("crumbs", List.of(Crumb.settings()));
        model.put("providers", List.of(AWS));
        model.put("provider", provider);
        model.put("form", form);
        return model;
    }
}
