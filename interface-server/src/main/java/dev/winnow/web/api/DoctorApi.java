package dev.winnow.web.api;

import dev.winnow.daemon.doctor.DiagnosisJson;
import dev.winnow.web.service.DoctorService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The doctor's findings, from where this server stands. */
@RestController
@RequestMapping("/api/v1/system/doctor")
class DoctorApi {
    private final DoctorService doctor;

    DoctorApi(DoctorService doctor) {
        this.doctor = doctor;
    }

    @GetMapping
    DiagnosisJson look() {
        return DiagnosisJson.of(doctor.look());
    }
}
