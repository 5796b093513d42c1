/**
 * Who may do what: sign-in, sessions, tokens, roles, and the headers that keep browsers strict.
 *
 * <p>What pages need to know:
 * <ul>
 * <li>{@code GET /sign-in} is a page; {@code POST /sign-in} ({@code username}, {@code password}, {@code _csrf}) is
 * answered here. It returns to the page that was asked for (a cookie holds its path), or to {@code /}. A failure
 * redirects to {@code /sign-in?failed} or {@code /sign-in?throttled=SECONDS}; {@code POST /sign-out} to
 * {@code /sign-in?signed-out}; a session that ended to {@code /sign-in}.
 * <li>{@code GET} and {@code POST /sign-in/link} are pages (no sign-in needed): {@code GET} has {@code token} and asks
 * for a password, {@code POST} calls {@link dev.winnow.web.service.PeopleService#redeem} and then
 * {@link dev.winnow.web.security.SignInSession#open}.
 * <li>{@code GET} and {@code POST /sign-in/password} are pages for whoever is signed in, to change the own password:
 * {@link dev.winnow.web.service.PeopleService#changePassword}, then {@link dev.winnow.web.security.SignInSession#open}.
 * Who must change it is sent there from everywhere else.
 * <li>CSRF: the request attribute {@link org.springframework.security.web.csrf.CsrfToken} has the token; forms by
 * {@code th:action} get it by themselves (parameter {@code _csrf}), scripts send it as {@code X-CSRF-TOKEN} from the
 * meta tags {@code csrf-header} and {@code csrf-token}.
 * <li>A controller's parameter of type {@link dev.winnow.web.service.Actor} is who asks;
 * {@link dev.winnow.web.security.Actors#current} finds it elsewhere.
 * <li>Roles by method and path are in {@link dev.winnow.web.security.AccessRules} alone.
 * <li>Every answer has a strict content security policy. A handler below {@code /plugin/} may set its own
 * {@code Content-Security-Policy} header, which is then left as it is, and gets no {@code X-Frame-Options}.
 * </ul>
 */
@NullMarked
package dev.winnow.web.security;

import org.jspecify.annotations.NullMarked;
