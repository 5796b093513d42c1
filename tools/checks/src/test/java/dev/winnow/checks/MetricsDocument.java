package dev.winnow.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/metrics.md} says, and what the dashboards name. */
final class MetricsDocument {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([\\w.]+)` \\|");
    private static final Pattern NAME = Pattern.compile("\\b(?:winnow|jvm|process|hikaricp|http_server)_[a-z_]+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path checkout;

    MetricsDocument(Path checkout) {
        this.checkout = checkout;
    }

    /** By Prometheus' names. */
    Set<String> prometheus() throws IOException {
        return column(1);
    }

    /** By CloudWatch's, without what is added for a counter's or a timer's parts. */
    Set<String> cloudWatch() throws IOException {
        return column(2);
    }

    /** What Grafana's dashboard and the alerts name. */
    Set<String> asked() throws IOException {
        List<String> texts = new ArrayList<>(List.of(Files.readString(dashboards("prometheus-alerts.yaml"))
                .lines().filter(line -> line.strip().startsWith("expr:")).collect(Collectors.joining("\n"))));
        JSON.readTree(Files.readString(dashboards("grafana.json"))).findValues("expr")
                .forEach(expression -> texts.add(expression.asString()));
        return texts.stream().flatMap(text -> NAME.matcher(text).results()).map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the CloudWatch dashboard names, as {@code NAME{DIMENSION=VALUE,...}} with its dimensions sorted. */
    List<String> askedOfCloudWatch() throws IOException {
        List<String> series = new ArrayList<>();
        for (JsonNode widget : JSON.readTree(Files.readString(dashboards("cloudwatch.json"))).get("widgets")) {
            for (JsonNode metric : widget.get("properties").get("metrics")) {
                if (metric.get(0).isString()) {
                    Set<String> dimensions = new TreeSet<>();
                    for (int i = 2; i + 1 < metric.size() && metric.get(i).isString(); i += 2) {
                        dimensions.add(metric.get(i).asString() + "=" + metric.get(i + 1).asString());
                    }
                    series.add(metric.get(1).asString() + "{" + String.join(",", dimensions) + "}");
                } else {
                    Matcher search = Pattern.compile("MetricName=\"([^\"]+)\"")
                            .matcher(metric.get(0).get("expression").asString());
                    if (!search.find()) {
                        throw new AssertionError("a search without a name: " + metric);
                    }
                    series.add(search.group(1));
                }
            }
        }
        return series;
    }

    Path dashboards(String file) {
        return checkout.resolve("packaging/dashboards").resolve(file);
    }

    private Set<String> column(int number) throws IOException {
        return ROW.matcher(Files.readString(checkout.resolve("docs/metrics.md"))).results()
                .map(row -> row.group(number)).collect(Collectors.toCollection(TreeSet::new));
    }
}
