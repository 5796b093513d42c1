package dev.winnow.scheduler.discovery.http;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;

/** A name server that answers each question with the next of its answers; the last one for ever. */
final class Answers implements DnsResolver {
    private final List<InetAddress[]> answers;
    private final AtomicInteger asked = new AtomicInteger();

    Answers(List<InetAddress[]> answers) {
        this.answers = answers;
    }

    static Answers of(InetAddress... addresses) {
        return new Answers(List.<InetAddress[]>of(addresses));
    }

    int asked() {
        return asked.get();
    }

    @Override
    public InetAddress[] resolve(String host) {
        return answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
