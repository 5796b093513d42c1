package dev.winnow.web.page.admin;

import dev.winnow.daemon.doctor.Diagnosis;
import dev.winnow.daemon.doctor.Finding;
import dev.winnow.daemon.doctor.Verdict;
import dev.winnow.web.page.view.Crumb;
import dev.winnow.web.page.view.Part;
import dev.winnow.web.page.view.Status;
import dev.winnow.web.page.view.Times;
import dev.winnow.web.page.view.When;
import dev.winnow.web.service.DoctorService;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What the doctor finds. The findings come after the page, since looking may take seconds. */
@Controller
class DoctorPage {
    private final DoctorService doctor;
    private final Times times;

    DoctorPage(DoctorService doctor, Times times) {
        this.doctor = doctor;
        this.times = times;
    }

    /** A line of the table. */
    record FindingView(String check, Status status, String message, String fix) {
        static FindingView of(Finding finding) {
            return new FindingView(finding.check(), switch (finding.verdict()) {
                case OK -> Status.done("OK");
                case SKIPPED -> Status.waiting("Not looked at");
                case WARNING -> Status.warning("Warning");
                case PROBLEM -> Status.failed("Problem");
            }, finding.message(), finding.fix());
        }
    }

    /** All of them. */
    record DiagnosisView(When at, String summary, String tone, String icon, List<FindingView> findings) {
    }

    @GetMapping("/settings/doctor")
    String page(Model model) {
        model.addAttribute("crumbs", List.of(Crumb.settings()));
        return "admin/doctor";
    }

    @GetMapping("/settings/doctor/findings")
    String findings(Model model) {
        model.addAttribute("diagnosis", Part.of("the doctor's findings", () -> view(doctor.look())));
        return "admin/findings :: findings";
    }

    private DiagnosisView view(Diagnosis diagnosis) {
        long problems = diagnosis.count(Verdict.PROBLEM);
        long warnings = diagnosis.count(Verdict.WARNING);
        Verdict worst = diagnosis.verdict();
        String summary = worst.isFinding()
                ? counted(problems, "problem") + ", " + counted(warnings, "warning") + ". Each says how to mend it."
                : "Everything that was looked at is as it should be.";
        String tone = worst == Verdict.PROBLEM ? "red" : worst == Verdict.WARNING ? "amber" : "green";
        String icon = worst == Verdict.PROBLEM ? "failed" : worst == Verdict.WARNING ? "alert" : "done";
        return new DiagnosisView(times.when(diagnosis.at()), summary, tone, icon, diagnosis.findings().stream()
                .sorted(Comparator.comparing(Finding::verdict, DoctorPage::worstFirst)).map(FindingView::of).toList());
    }

    private static int worstFirst(Verdict left, Verdict right) {
        return Boolean.compare(right.isFinding(), left.isFinding()) != 0
                ? Boolean.compare(right.isFinding(), left.isFinding())
                : left.isFinding() ? right.compareTo(left) : left.compareTo(right);
    }

    private static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
