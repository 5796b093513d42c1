package dev.winnow.checks.network;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample for an AWS load balancer, made a stack of by the emulator's CloudFormation. */
@EnabledIfEnvironmentVariable(named = "AWS_ENDPOINT_URL", matches = "http.+", disabledReason = "no AWS emulator: see tools/checks/aws-emulator")
class LoadBalancerSampleIT {
    private static final Path SAMPLE = Path.of(System.getProperty("winnow.checkout"),
            "packaging/reverse-proxy/aws-load-balancer.yaml");

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void theStackIsMadeAndLeadsToTheInterfaceServer() throws Exception {
        String vpc = first("vpc-[0-9a-f]+", ask("ec2", "2016-11-15", Map.of("Action", "DescribeVpcs")));
        String subnets = Pattern.compile("subnet-[0-9a-f]+").matcher(ask("ec2", "2016-11-15", Map.of("Action",
                "DescribeSubnets"))).results().map(match -> match.group()).distinct().limit(2).collect(Collectors
                        .joining(","));
        String instance = first("i-[0-9a-f]+", ask("ec2", "2016-11-15", Map.of("Action", "RunInstances", "ImageId",
                "ami-12c6146b", "MinCount", "1", "MaxCount", "1")));
        String stack = "front" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, String> create = new LinkedHashMap<>(Map.of("Action", "CreateStack", "StackName", stack,
                "TemplateBody", Files.readString(SAMPLE)));
        List<Map.Entry<String, String>> parameters = List.of(Map.entry("Vpc", vpc), Map.entry("Subnets", subnets),
                Map.entry("Certificate", certificate()), Map.entry("Instance", instance));
        for (int i = 0; i < parameters.size(); i++) {
            create.put("Parameters.member." + (i + 1) + ".ParameterKey", parameters.get(i).getKey());
            create.put("Parameters.member." + (i + 1) + ".ParameterValue", parameters.get(i).getValue());
        }
        ask("cloudformation", "2010-05-15", create);

        String resources = ask("cloudformation", "2010-05-15", Map.of("Action", "DescribeStackResources", "StackName",
                stack));
        assertThat(Pattern.compile("<ResourceStatus>CREATE_COMPLETE<").matcher(resources).results()).hasSize(6);
        assertThat(ask("elasticloadbalancing", "2015-12-01", Map.of("Action", "DescribeTargetGroups", "TargetGroupArns"
                + ".member.1", first("arn:aws:elasticloadbalancing:[^<]+:targetgroup/[^<]+", resources))))
                .contains("<Port>8001</Port>", "<HealthCheckPath>/health/ready</HealthCheckPath>");
    }

    private String certificate() throws IOException, InterruptedException {
        return first("arn:aws:acm:[^\"]+", send("acm", HttpRequest.newBuilder().header("X-Amz-Target",
                "CertificateManager.RequestCertificate").header("Content-Type", "application/x-amz-json-1.1"),
                "{\"DomainName\":\"winnow.example.com\"}"));
    }

    private String ask(String service, String version, Map<String, String> parameters) throws IOException,
            InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("Version", version);
        return send(service, HttpRequest.newBuilder().header("Content-Type", "application/x-www-form-urlencoded"), all
                .entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(),
                        StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private String send(String service, HttpRequest.Builder request, String body) throws IOException,
            InterruptedException {
        HttpResponse<String> answer = client.send(request.uri(URI.create(System.getenv("AWS_ENDPOINT_URL") + "/"))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }
}
