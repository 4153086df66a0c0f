package io.mfaengine.web;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Prints how long a wrong code takes to be refused, by what there is to know of its user: a clock in the caller's hand must
 * not tell (R84). Not one of the tests, by its name: {@code benchmarks/http} runs it.
 */
final class AnswerTimesLoad {
    private static final int CALLS = 2_000;
    private static final int WARM = 1_000;
    private static final double MOST_MILLIS = 5;

    private final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    // no recovery codes: to hash those of all users would take minutes
    private final MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
            .clock(clock)
            .method(AuthenticatorApp.of("Acme"))
            .build();
    private final MfaServer server = MfaServer.start(
            MfaHttp.builder(Tenant.of(mfa, SecretKeys.of(Secret.of(World.KEY)))).build(), 0);

    private String token(String userId) {
        return mfa.track(Intent.user(userId).action("signIn")).token().value();
    }

    private void enrol(String userId) {
        ActionSession person = mfa.session(
                        mfa.track(Intent.user(userId).action("enrol")).token())
                .orElseThrow();
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
        person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
    }

    private int guess(String token) {
        return Caller.bearer(server.url(), token)
                .post("/client/verify/totp", "{\"verificationCode\":\"000000\"}")
                .status();
    }

    @Test
    void the_time_of_a_refusal_does_not_tell_who_somebody_is() {
        Map<String, List<String>> tokens = new LinkedHashMap<>();
        for (String who : List.of("forged token", "without factors", "wrong code", "locked")) {
            tokens.put(who, new ArrayList<>());
        }
        for (int i = 0; i < WARM + CALLS; i++) {
            tokens.get("forged token").add(token("usr_x" + i).replace('a', 'b'));
            tokens.get("without factors").add(token("usr_n" + i));
            enrol("usr_w" + i);
            tokens.get("wrong code").add(token("usr_w" + i));
            enrol("usr_l" + i);
            String locked = token("usr_l" + i);
            ActionSession guesser = mfa.session(Handle.of(locked)).orElseThrow();
            for (int guess = 0; guess < 5; guess++) {
                // right by chance three times in a million, which disturbs no median
                var unused = guesser.verify(AUTHENTICATOR_APP, "000000");
            }
            tokens.get("locked").add(token("usr_l" + i));
        }
        Map<String, long[]> times = new LinkedHashMap<>();
        tokens.keySet().forEach(who -> times.put(who, new long[CALLS]));
        for (int i = 0; i < WARM + CALLS; i++) { // in turn, so that what disturbs one disturbs all
            for (Map.Entry<String, List<String>> who : tokens.entrySet()) {
                long start = System.nanoTime();
                int status = guess(who.getValue().get(i));
                long took = System.nanoTime() - start;
                assertThat(status).isIn(200, 400, 401, 429);
                if (i >= WARM) {
                    times.get(who.getKey())[i - WARM] = took;
                }
            }
        }
        double least = Double.MAX_VALUE;
        double most = 0;
        for (Map.Entry<String, long[]> each : times.entrySet()) {
            long[] sorted = each.getValue();
            Arrays.sort(sorted);
            double median = sorted[CALLS / 2] / 1e6;
            least = Math.min(least, median);
            most = Math.max(most, median);
            System.out.printf(
                    Locale.ROOT,
                    "%-16s p50 %.3f ms   p99 %.3f ms%n",
                    each.getKey(),
                    median,
                    sorted[CALLS * 99 / 100] / 1e6);
        }
        System.out.printf(
                Locale.ROOT,
                "refusals, by who it is: medians are %.3f ms apart: gate %.0f ms %s%n",
                most - least,
                MOST_MILLIS,
                most - least < MOST_MILLIS ? "held" : "MISSED");
        assertThat(most - least).isLessThan(MOST_MILLIS);
        server.close();
        mfa.close();
    }
}
