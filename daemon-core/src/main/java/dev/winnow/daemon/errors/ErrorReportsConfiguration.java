package dev.winnow.daemon.errors;

import dev.winnow.daemon.process.ProcessIdentity;
import dev.winnow.daemon.redaction.KnownSecrets;
import dev.winnow.daemon.redaction.Redactor;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Error reports, where {@code SENTRY_DSN} is set. */
@Configuration(proxyBeanMethods = false)
@Conditional(ErrorReportsConfiguration.IsWanted.class)
public class ErrorReportsConfiguration {
    @Bean
    ErrorReports errorReports(SettingValues values, ProcessIdentity process) {
        Redactor redactor = new Redactor(KnownSecrets.of(values, System.getenv()));
        return ErrorReports.open(values.find(Variables.SENTRY_DSN).orElseThrow(), process, redactor::redact);
    }

    static final class IsWanted implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new SettingValues(context.getEnvironment()).find(Variables.SENTRY_DSN).isPresent();
        }
    }
}
