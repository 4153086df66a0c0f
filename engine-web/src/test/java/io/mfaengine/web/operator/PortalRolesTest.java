package io.mfaengine.web.operator;

import static io.mfaengine.web.operator.Role.ADMIN;
import static io.mfaengine.web.operator.Role.OWNER;
import static io.mfaengine.web.operator.Role.SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.Secret;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Assets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each role at each route. */
final class PortalRolesTest {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> HELPERS = EnumSet.of(OWNER, ADMIN, SUPPORT);
    private static final Set<Role> ADMINS = EnumSet.of(OWNER, ADMIN);
    private static final Set<Role> OWNERS = EnumSet.of(OWNER);

    /** What is written here once more, so that no route changes hands by a slip; with a * what takes a fresh challenge. */
    private static final Map<Set<Role>, List<String>> WHO = Map.of(
            ALL,
            List.of(
                    "GET /portal",
                    "GET /portal/you",
                    "POST /portal/you/steps",
                    "POST /portal/prove",
                    "GET /portal/proved",
                    "GET /portal/log",
                    "GET /portal/{tenant}/log",
                    "GET /portal/{tenant}/users",
                    "POST /portal/{tenant}/users",
                    "GET /portal/{tenant}/users/{user}",
                    "GET /portal/{tenant}/actions",
                    "GET /portal/{tenant}/actions/{user}/{code}/{key}",
                    "GET /portal/{tenant}/health",
                    "POST /portal/{tenant}/health/keys",
                    "GET /portal/{tenant}/trail",
                    "GET /portal/{tenant}/settings",
                    "GET /portal/{tenant}/settings/authenticators",
                    "GET /portal/{tenant}/settings/authenticators/{type}",
                    "GET /portal/{tenant}/settings/actions",
                    "GET /portal/{tenant}/settings/actions/{code}",
                    "GET /portal/{tenant}/settings/keys",
                    "GET /portal/{tenant}/settings/places",
                    "GET /portal/{tenant}/settings/branding",
                    "GET /portal/{tenant}/settings/branding/preview",
                    "GET /portal/{tenant}/settings/branding/colours.css",
                    "GET /portal/{tenant}/settings/messages",
                    "GET /portal/{tenant}/settings/messages/languages",
                    "GET /portal/{tenant}/settings/messages/{type}/{language}",
                    "POST /portal/sign-out"),
            HELPERS,
            List.of(
                    "GET /portal/{tenant}/users/{user}/unlock/{type}",
                    "POST /portal/{tenant}/users/{user}/unlock/{type}",
                    "GET /portal/{tenant}/users/{user}/remove/{id}*",
                    "POST /portal/{tenant}/users/{user}/remove/{id}*",
                    "GET /portal/{tenant}/users/{user}/remove*",
                    "POST /portal/{tenant}/users/{user}/remove*",
                    "POST /portal/{tenant}/actions/{user}/{code}/{key}/settle"),
            ADMINS,
            List.of(
                    "GET /portal/{tenant}/users/{user}/erase*",
                    "POST /portal/{tenant}/users/{user}/erase*",
                    "POST /portal/{tenant}/settings/authenticators/{type}*",
                    "POST /portal/{tenant}/settings/authenticators/{type}/check",
                    "POST /portal/{tenant}/settings/authenticators/{type}/test",
                    "POST /portal/{tenant}/settings/actions/{code}*",
                    "POST /portal/{tenant}/settings/keys*",
                    "GET /portal/{tenant}/settings/keys/{id}*",
                    "POST /portal/{tenant}/settings/keys/{id}*",
                    "POST /portal/{tenant}/settings/places*",
                    "POST /portal/{tenant}/settings/branding*",
                    "POST /portal/{tenant}/settings/messages/languages*",
                    "POST /portal/{tenant}/settings/messages/{type}/{language}*"),
            OWNERS,
            List.of(
                    "GET /portal/operators",
                    "GET /portal/invite*",
                    "POST /portal/invite*",
                    "GET /portal/operator/{member}*",
                    "POST /portal/operator/{member}*",
                    "GET /portal/dismiss/{member}*",
                    "POST /portal/dismiss/{member}*"));

    private static final Set<String> OPEN = Set.of(
            "GET /portal/sign-in",
            "POST /portal/sign-in",
            "GET /portal/sent",
            "GET /portal/look",
            "POST /portal/opened",
            "GET /portal/back",
            "GET /portal/set-up",
            "POST /portal/set-up");

    private final PortalWorld world = new PortalWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private List<Table.Line> lines() {
        Tenant own = Tenant.of(world.operators, SecretKeys.of(Secret.of("sk_test_0123456789abcdefghij")))
                .pages(world.base);
        Tenant acme = Tenant.of(world.acme, SecretKeys.of(Secret.of("sk_test_0123456789abcdefghij")));
        return new PortalPages(
                        own,
                        Portal.of(KeyRing.generate(), acme),
                        Pages.of(world.keys, Branding.named("Acme")),
                        new Assets())
                .lines();
    }

    private static String name(Table.Line line) {
        return line.method() + " " + line.path();
    }

    @Test
    void every_route_is_in_this_list_and_no_other_one() {
        List<String> expected = new ArrayList<>(OPEN);
        WHO.values().forEach(expected::addAll);
        assertThat(lines())
                .extracting(line -> name(line) + (line.isRisky() ? "*" : ""))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines())
                .filteredOn(line -> line.permission() == null)
                .extracting(PortalRolesTest::name)
                .containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void each_role_gets_where_it_may_and_nowhere_else() {
        for (Role role : Role.values()) {
            Seat seat = world.operator(role);
            seat.open("/portal/you");
            WHO.forEach((who, routes) -> routes.forEach(route -> {
                if (!route.equals("POST /portal/sign-out")) {
                    String[] parts = route.replace("*", "").split(" ", 2);
                    String path = filled(parts[1]);
                    HttpResponse answer = seat.send(
                            parts[0].equals("GET") ? seat.request("GET", path) : seat.form(path, "typed", "x"));
                    String location = answer.headers().getOrDefault("Location", "");
                    assertThat(location).as(role + " " + route).doesNotContain("/sign-in");
                    assertThat(answer.status() == 403)
                            .as(role + " at " + route + " got " + answer.status())
                            .isEqualTo(!who.contains(role));
                }
            }));
        }
    }

    @Test
    void nobody_gets_anywhere_without_signing_in() {
        Seat stranger = world.stranger();
        WHO.values()
                .forEach(routes -> routes.forEach(route -> {
                    String[] parts = route.replace("*", "").split(" ", 2);
                    String path = filled(parts[1]);
                    HttpResponse answer =
                            stranger.send(parts[0].equals("GET") ? stranger.request("GET", path) : stranger.form(path));
                    assertThat(answer.status()).as(route).isEqualTo(303);
                    assertThat(answer.headers().get("Location")).as(route).startsWith("/portal/sign-in?to=%2Fportal");
                }));
    }

    @Test
    void each_role_may_what_it_is_told() {
        assertThat(lines()).filteredOn(line -> line.permission() != null).allSatisfy(line -> {
            Set<Role> told = WHO.entrySet().stream()
                    .filter(each -> each.getValue().contains(name(line) + (line.isRisky() ? "*" : "")))
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            Permission needs = java.util.Objects.requireNonNull(line.permission());
            assertThat(Role.values()).filteredOn(role -> role.may(needs)).containsExactlyInAnyOrderElementsOf(told);
        });
    }

    /** Somebody and something that isn't there: who may comes as far as to learn that. */
    private static String filled(String path) {
        return path.replace("{tenant}", "acme")
                .replace("{user}", "nobody")
                .replace("{type}", "SMS")
                .replace("{id}", "none")
                .replace("{code}", "pay")
                .replace("{key}", "none")
                .replace("{language}", "en")
                .replace("{member}", "nobody");
    }
}
