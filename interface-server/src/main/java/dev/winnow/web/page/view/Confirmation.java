package dev.winnow.web.page.view;

import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;

/** Asks once before something is lost, where no script has asked. */
public final class Confirmation {
    private Confirmation() {
    }

    /**
     * Shows the question.
     *
     * @param section the rail's place
     * @param sentence names the object
     * @param verb on the button
     * @param action where the form is sent, with {@code confirmed=true} and these fields
     * @param back where Cancel leads
     * @return the view
     */
    public static String ask(Model model, String section, String sentence, String verb, String action,
            Map<String, List<String>> fields, String back) {
        model.addAllAttributes(Map.of("section", section, "sentence", sentence, "verb", verb, "action", action,
                "fields", fields, "back", back));
        return "confirm";
    }
}
