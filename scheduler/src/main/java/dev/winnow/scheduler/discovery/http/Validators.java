package dev.winnow.scheduler.discovery.http;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;

/**
 * By what a server tells whether what it gave before is still what it has.
 *
 * @param etag empty where it gave none
 * @param modified its {@code Last-Modified}, as it was; empty where it gave none
 */
record Validators(String etag, String modified) {
    static final Validators NONE = new Validators("", "");
    private static final int MAX_LENGTH = 1000;

    static Validators of(HttpMessage response) {
        return new Validators(value(response, HttpHeaders.ETAG), value(response, HttpHeaders.LAST_MODIFIED));
    }

    void ask(HttpMessage request) {
        if (!etag.isEmpty()) {
            request.setHeader(HttpHeaders.IF_NONE_MATCH, etag);
        }
        if (!modified.isEmpty()) {
            request.setHeader(HttpHeaders.IF_MODIFIED_SINCE, modified);
        }
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    private static String value(HttpMessage response, String name) {
        Header header = response.getFirstHeader(name);
        String value = header == null ? null : header.getValue();
        return value == null || value.length() > MAX_LENGTH ? "" : value;
    }
}
