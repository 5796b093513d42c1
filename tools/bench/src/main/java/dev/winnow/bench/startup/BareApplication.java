package dev.winnow.bench.startup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application that does nothing, with the starters and the libraries of a daemon: what each is held against. */
@SpringBootApplication
public class BareApplication {
    /** Runs it; properties as {@code --name=value}. */
    public static void main(String[] args) {
        SpringApplication.run(BareApplication.class, args);
    }
}
