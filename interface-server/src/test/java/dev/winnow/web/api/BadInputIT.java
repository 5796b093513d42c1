package dev.winnow.web.api;

import dev.winnow.db.people.Role;
import dev.winnow.web.Browser;
import dev.winnow.web.Call;
import dev.winnow.web.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BadInputIT {
    private static TestServer server;
    private static Browser admin;

    @BeforeAll
    static void start() {
        server = TestServer.started();
        admin = server.script(Role.ADMIN);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        POST | /jobs                | {"type":                                  | 400 | not JSON (line 1, column 9)
        POST | /jobs                |                                           | 400 | there is none
        POST | /jobs                | []                                        | 400 | must be an object
        POST | /jobs                | "x"                                       | 400 | must be
        POST | /jobs                | null                                      | 400 | there is none
        POST | /jobs                | {} {}                                     | 400 | The body
        POST | /jobs                | {}                                        | 422 | 'type' is required
        POST | /jobs                | {"typ":"x"}                               | 400 | there is no field 'typ': did you mean 'type'?
        POST | /jobs                | {"type":["x"]}                            | 400 | 'type' must be a text
        POST | /jobs                | {"type":"harvest.all","priority":"p3"}    | 422 | one of p0, p1, p2, got 'p3'
        POST | /jobs                | {"type":"harvest.all","arguments":[]}     | 400 | 'arguments' must be an object
        POST | /jobs                | {"type":"harvest.all","uniqueKey":""}     | 422 | 'uniqueKey' must have
        POST | /jobs                | {"type":"harvest.all","delay":"soon"}     | 422 | must be a span such as 30s
        POST | /jobs                | {"type":"harvest.all","delay":"-5s"}      | 422 | must be a span such as 30s
        POST | /jobs                | {"type":"harvest.all","delay":"99999d"}   | 422 | 'delay' must be from 0s to 366d
        POST | /jobs                | {"type":"harvest.all","delay":5}          | 422 | must be a span such as 30s
        POST | /jobs                | {"type":"harvest.all","deadline":"0s"}    | 422 | longer than nothing
        POST | /jobs                | {"type":"harvest.all","expiresAfter":"1m","delay":"2m"} | 422 | would expire before it may start
        POST | /jobs                | {"type":"harvest.all","uniqueUntil":"start"} | 422 | nothing without 'uniqueKey'
        POST | /jobs                | {"type":"harvest.all","uniqueUntil":"never","uniqueKey":"a"} | 422 | one of start, done
        POST | /jobs                | {"type":"harvest.all","concurrency":{"key":"a"}} | 422 | 'concurrency.most' is required
        POST | /jobs                | {"type":"harvest.all","concurrency":{"key":"a","most":0}} | 422 | from 1 to 1000000, got 0
        POST | /jobs                | {"type":"harvest.all","concurrency":{"key":"a","most":99999999999}} | 400 | A number is too large
        POST | /jobs                | {"type":"harvest.all","concurrency":"a=1"} | 400 | 'concurrency' must be an object
        POST | /jobs                | {"type":"harvest.all","rate":{"key":"a","most":1}} | 422 | 'rate.per' is required
        POST | /jobs                | {"type":"harvest.all","rate":{"key":"a","most":1,"per":"32d"}} | 422 | 31d at most
        POST | /jobs                | {"type":"harvest.all","rate":{"kye":"a"}} | 400 | no field 'rate.kye': did you mean 'key'?
        POST | /jobs                | {"type":"a\\u0000b"}                      | 422 | without control characters
        POST | /jobs/batch          | {}                                        | 422 | 1 to 10000 jobs, got 0
        POST | /jobs/batch          | {"jobs":{}}                               | 400 | 'jobs' must be a list
        POST | /jobs/batch          | {"jobs":[{"type":""}]}                    | 422 | 'jobs[0].type' is required
        POST | /jobs/cancel         | {"priority":"p9"}                         | 422 | one of p0, p1, p2
        POST | /queues/p7/pause     | {}                                        | 404 | There is no queue 'p7'
        GET  | /schedules?state=x   |                                           | 422 | one of on, paused
        POST | /resources/query     | {"limit":0}                               | 400 | from 1 to 500, got 0
        POST | /resources/query     | {"limit":"many"}                          | 400 | 'limit' must be a whole number, got 'many'
        POST | /resources/query     | {"cursor":"x"}                            | 400 | 'cursor' must be an id
        POST | /resources/query     | {"filters":[null]}                        | 422 | must not contain null
        POST | /resources/query     | {"filters":[{"fliter":"x"}]}              | 400 | 'filters[0].fliter': did you mean 'filter'?
        POST | /resources/query     | {"filters":[{"filter":"test.type"}]}      | 422 | setting 'types' (Types) is required
        POST | /resources/query     | {"filters":[{"filter":"test.type","settings":{"types":[1]}}]} | 422 | must be a list of texts
        POST | /resources/query     | {"filters":[{"filter":"test.type","settings":{"types":"a","tpyes":1}}]} | 422 | no setting 'tpyes': did you mean 'types'?
        POST | /accounts            | {"name":"a","provider":"tset"}            | 422 | did you mean 'test'?
        POST | /accounts            | {"name":"a","provider":"test"}            | 422 | setting 'path' (Path) is required
        POST | /accounts            | {"name":"a","provider":"test","settings":{"path":"/x","secret_key":"hunter2"}} | 422 | must be a reference to a secret
        POST | /accounts            | {"name":"a","provider":"test","settings":{"path":"AKIAIOSFODNN7EXAMPLE"}} | 422 | looks like a secret itself
        POST | /insights            | {"name":"A B","resourceType":"instance"}  | 422 | 'name' must begin with a letter
        POST | /insights            | {"name":"a","resourceType":"instance","filters":[]} | 422 | one filter at least
        POST | /insights            | {"name":"a","resourceType":"instance","severity":"huge"} | 422 | got 'huge'
        POST | /users               | {"name":"a b","password":"a sentence is good"} | 422 | 'name' must have
        POST | /users               | {"name":"ab","password":"short"}          | 422 | 12 characters at least
        POST | /tokens              | {"name":"a","expiresAt":"yesterday"}      | 400 | an instant such as
        POST | /tokens              | {"name":"a","expiresAt":"2020-01-01T00:00:00Z"} | 422 | in the future
        POST | /plugins/rollback    | {"generation":99}                         | 422 | there is no generation 99
        GET  | /jobs?limit=501      |                                           | 400 | from 1 to 500, got 501
        GET  | /jobs?limit=x        |                                           | 400 | 'limit' must be a number
        GET  | /jobs?cursor=-1      |                                           | 400 | 'cursor' must be an id
        GET  | /jobs?state=odd      |                                           | 422 | 'state' must be one of
        GET  | /jobs/12             |                                           | 404 | There is no job 12.
        GET  | /jobs/abc            |                                           | 400 | must be an id
        GET  | /jobs/99999999999999999999 |                                     | 400 | must be an id
        GET  | /jobs/12/log?cursor=x |                                          | 400 | ATTEMPT.LINE
        GET  | /nothing             |                                           | 404 | There is no GET /api/v1/nothing.
        PUT  | /jobs                | {}                                        | 405 | PUT
        """)
    void wrongInputIsAnsweredByASentenceThatHelps(String method, String path, String body, int status, String words) {
        Call call = admin.send(method, "/api/v1" + path, body,
                java.util.Map.of("Content-Type", "application/json"));

        assertThat(call.status()).as(call.body()).isEqualTo(status);
        assertThat(call.header("Content-Type")).startsWith("application/problem+json");
        assertThat(call.detail()).contains(words);
        assertThat(call.json().path("status").asInt()).isEqualTo(status);
    }

    @Test
    void theFieldsToBlameAreListed() {
        Call call = admin.post("/api/v1/accounts",
                "{\"name\":\"a\",\"provider\":\"test\",\"settings\":{\"pth\":\"x\",\"secret_key\":\"raw\"}}");

        assertThat(call.json().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("settings.pth", "settings.path", "settings.secret_key");
        assertThat(call.body()).doesNotContain("raw\"");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhateverItsLengthIsSaidToBe() {
        String large = "{\"type\":\"" + "x".repeat(1 << 20) + "\"}";

        assertThat(admin.post("/api/v1/jobs", large).status()).isEqualTo(413);
    }

    @Test
    void anotherContentTypeIsRefused() {
        Call call = admin.send("POST", "/api/v1/jobs", "a=b",
                java.util.Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(call.status()).isEqualTo(415);
        assertThat(call.header("Content-Type")).startsWith("application/problem+json");
    }
}
