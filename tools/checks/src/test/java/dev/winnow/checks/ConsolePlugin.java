package dev.winnow.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plugin that shows itself wherever the console lets it: a card, a resource's tab, a setting, a warning of its own. */
final class ConsolePlugin {
    static final String NAME = "everywhere";

    private ConsolePlugin() {
    }

    static void write(Path plugins) throws IOException {
        Path folder = plugins.resolve(NAME);
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("plugin.json"), """
            {"name": "everywhere", "version": "1.0.0", "description": "Shows itself", "author": "Ops",
             "initial_modules": ["plugin.py"],
             "settings": [{"name": "limit", "label": "Limit", "kind": "number", "help": "How many", "default": 5}],
             "ui": [{"kind": "card", "id": "sum", "title": "In sum", "entry": "assets/card.html", "roles": ["viewer"]},
                    {"kind": "tab", "id": "near", "title": "Nearby", "entry": "assets/tab.html", "roles": ["viewer"]}]}
            """);
        Files.writeString(folder.resolve("plugin.py"), """
            import winnow
            from winnow import plugin, routes

            winnow.warn("the limit is " + str(plugin.settings["limit"]))

            @routes.get("sum")
            def sum_of(request):
                return {"limit": plugin.settings["limit"]}
            """);
        Files.writeString(folder.resolve("assets/card.html"), page("card.js"));
        Files.writeString(folder.resolve("assets/tab.html"), page("tab.js"));
        Files.writeString(folder.resolve("assets/card.js"), """
            addEventListener("message", (event) => {
              const said = event.data;
              if (said.event === "init") {
                parent.postMessage({winnow: 1, id: 1, call: "route.get", path: "sum"}, "*");
              } else if (said.id === 1) {
                document.getElementById("out").textContent = "limit " + JSON.stringify(said.data);
              }
            });
            parent.postMessage({winnow: 1, call: "ready"}, "*");
            """);
        Files.writeString(folder.resolve("assets/tab.js"), """
            addEventListener("message", (event) => {
              if (event.data.event === "init") {
                document.getElementById("out").textContent = "of resource " + event.data.resource;
              }
            });
            parent.postMessage({winnow: 1, call: "ready"}, "*");
            """);
    }

    private static String page(String script) {
        return "<!DOCTYPE html><html lang=\"en\"><head><title>t</title><script src=\"" + script
                + "\" defer></script></head><body><p id=\"out\">nothing yet</p></body></html>";
    }
}
