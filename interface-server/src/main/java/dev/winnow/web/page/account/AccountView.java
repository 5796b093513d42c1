package dev.winnow.web.page.account;

import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cloud account with how its harvests stand; the note says what is wrong with the account itself. */
record AccountView(long id, String name, String provider, @Nullable String note, List<HarvestView> harvests) {
    /** The last harvest of one region and type. */
    record HarvestView(String region, String type, long jobId, Status status, long resources, When started,
            @Nullable When succeeded, String problem) {
    }
}
