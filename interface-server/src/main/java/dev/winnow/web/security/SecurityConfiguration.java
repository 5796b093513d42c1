package dev.winnow.web.security;

import dev.winnow.daemon.settings.HttpSettings;
import dev.winnow.db.people.People;
import dev.winnow.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The three ways in: the management port, a bearer token, and a browser's session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /** The management port is for this host and for monitoring: what it serves is open there. */
    @Bean
    @Order(1)
    SecurityFilterChain managementPort(HttpSecurity http, Environment environment) {
        http.securityMatcher(request -> Integer.toString(request.getLocalPort())
                .equals(environment.getProperty("local.management.port")));
        http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        stateless(http);
        return http.build();
    }

    /** Scripts: each request carries its token, nothing is kept, and a browser cannot be made to send one. */
    @Bean
    @Order(2)
    SecurityFilterChain bearerToken(HttpSecurity http, People people, Refusals refusals) {
        PathPatternRequestMatcher plugin = PathPatternRequestMatcher.pathPattern("/plugin/**");
        http.securityMatcher(request -> BearerTokens.isGiven(request)
                && (ProblemWriter.isForScript(request) || plugin.matches(request)));
        stateless(http);
        http.addFilterBefore(new BearerTokens(people, refusals), AnonymousAuthenticationFilter.class);
        common(http, refusals);
        return http.build();
    }

    /** People: a session that outlives restarts. */
    @Bean
    @Order(3)
    SecurityFilterChain session(HttpSecurity http, PasswordSignIn passwords, SignInOutcome outcome,
            Refusals refusals, HttpSettings settings, People people, InstantSource clock) {
        http.addFilterBefore(new SessionUsers(people, clock), AnonymousAuthenticationFilter.class);
        http.authenticationManager(new ProviderManager(List.of(passwords)));
        http.csrf(csrf -> csrf.csrfTokenRepository(CsrfTokens.repository(isTls(settings))));
        http.formLogin(form -> form.loginPage("/sign-in").successHandler(outcome).failureHandler(outcome));
        http.logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out")
                .addLogoutHandler(outcome));
        http.requestCache(AbstractHttpConfigurer::disable);
        common(http, refusals);
        return http.build();
    }

    @Bean
    CookieSerializer cookieSerializer(HttpSettings settings) {
        DefaultCookieSerializer serializer = new DefaultCookieSerializer();
        serializer.setCookieName("winnow_session");
        serializer.setUseHttpOnlyCookie(true);
        serializer.setSameSite("Lax");
        if (isTls(settings)) {
            serializer.setUseSecureCookie(true);
        }
        return serializer;
    }

    private static void common(HttpSecurity http, Refusals refusals) {
        AccessRules rules = new AccessRules();
        // What was let in once is not asked again when it goes on asynchronously or to the error page.
        http.authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD).permitAll()
                .anyRequest().access(rules));
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        http.headers(HeaderPolicy::apply);
        http.httpBasic(AbstractHttpConfigurer::disable);
    }

    private static void stateless(HttpSecurity http) {
        http.csrf(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** Behind a proxy that ends TLS the address that people type says it. */
    private static boolean isTls(HttpSettings settings) {
        return settings.publicUrl().map(url -> "https".equals(url.getScheme())).orElse(false);
    }
}
