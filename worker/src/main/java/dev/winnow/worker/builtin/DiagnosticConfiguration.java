package dev.winnow.worker.builtin;

import dev.winnow.daemon.settings.DiagnosticsSettings;
import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.plugin.spi.JobHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The diagnostic jobs, where {@code WINNOW_DIAGNOSTICS} is on. */
@Configuration(proxyBeanMethods = false)
@Conditional(DiagnosticConfiguration.SwitchedOn.class)
public class DiagnosticConfiguration {
    @Bean
    JobHandler diagnosticNoop() {
        return new Diagnostics.Noop();
    }

    @Bean
    JobHandler diagnosticSleep() {
        return new Diagnostics.Sleep();
    }

    @Bean
    JobHandler diagnosticFail() {
        return new Diagnostics.Fail();
    }

    @Bean
    JobHandler diagnosticAppend(DiagnosticsSettings settings) {
        return new DiagnosticAppend(settings.folder());
    }

    @Bean
    JobHandler diagnosticSpin() {
        return new Diagnostics.Spin();
    }

    @Bean
    JobHandler diagnosticExit() {
        return new Diagnostics.Exit();
    }

    @Bean
    JobHandler diagnosticOom() {
        return new Diagnostics.Oom();
    }

    /** Whether they are wanted. */
    static final class SwitchedOn implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return new SettingValues(context.getEnvironment()).isOn(Variables.DIAGNOSTICS);
        }
    }
}
