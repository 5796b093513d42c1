package dev.winnow.cli.bundle;

import dev.winnow.cli.local.Surroundings;
import dev.winnow.daemon.doctor.Diagnosis;
import dev.winnow.daemon.doctor.DiagnosisJson;
import dev.winnow.daemon.doctor.LookedUpSuite;
import dev.winnow.db.process.ProcessRow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** What the doctor finds, and the record of processes, which is there while the API is not. */
final class DoctorPart implements Part {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Surroundings surroundings;
    private final LookedUpSuite suite;

    DoctorPart(Surroundings surroundings, LookedUpSuite suite) {
        this.surroundings = surroundings;
        this.suite = suite;
    }

    @Override
    public void collect(Archive archive) throws IOException, InterruptedException {
        Diagnosis diagnosis = surroundings.doctor(suite, PATIENCE).look();
        archive.add("doctor.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(DiagnosisJson.of(
                diagnosis)));
        List<ProcessRow> live;
        try {
            live = suite.live();
        } catch (RuntimeException e) {
            archive.missing("processes.json", "MySQL could not be read");
            return;
        }
        archive.add("processes.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(live));
    }
}
