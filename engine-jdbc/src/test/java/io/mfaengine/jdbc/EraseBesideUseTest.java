package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.Verification;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user is erased again and again while others track, enrol and verify for them. */
class EraseBesideUseTest {
    private static final int ERASES = 60;
    private static final int VISITORS = 6;
    private static final int STUCK_SECONDS = 120;
    private static final String USER = "usr_1";

    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final KeyRing keys = KeyRing.generate();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();

    /** What somebody holds of a life that is over when more erases than {@code begun} have ended. */
    private record Old(ActionSession session, Handle token, Intent intent, Optional<PhoneApp> phone, int begun) {}

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    @Requirement({"R52", "R60", "I6", "I8"})
    void nothingOfAnErasedLifeIsAcceptedAndNothingOfItIsLeft(TestDatabase database) throws Exception {
        DataSource one = database.empty();
        DataSource two = database == TestDatabase.H2 ? one : PostgresServer.OTHER;
        List<MfaEngine> nodes = List.of(engine(one), engine(two));
        ExecutorService threads = Executors.newFixedThreadPool(VISITORS);
        try {
            List<CompletableFuture<Void>> visitors = new ArrayList<>();
            for (int i = 0; i < VISITORS; i++) {
                int visitor = i;
                visitors.add(CompletableFuture.runAsync(() -> visit(nodes.get(visitor % 2), visitor), threads));
            }
            for (int erase = 0; erase < ERASES; erase++) {
                assertThat(actionsOfThisLife(nodes.get(0), one)).isNotNegative();
                begun.incrementAndGet();
                while (!erased(nodes.get(erase % 2))) {
                    // nobody tracked in this life yet, or too many were in the way
                    assertThat(visitors).noneMatch(CompletableFuture::isCompletedExceptionally);
                }
                ended.incrementAndGet();
            }
            for (CompletableFuture<Void> visitor : visitors) {
                visitor.get(STUCK_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow().forEach(task -> {});
        }
        assertThat(accepted.get()).as("enrolled and verified meanwhile").isPositive();
        boolean isLeft = actionsOfThisLife(nodes.get(0), one) > 0;
        assertThat(erased(nodes.get(1))).isEqualTo(isLeft);
        String left = TestDatabase.dump(one);
        assertThat(left.substring(0, left.indexOf("\nevent"))).doesNotContain(" | ");
    }

    /** How many there are. Only who erases may ask, so that this life goes on meanwhile. */
    private static int actionsOfThisLife(MfaEngine mfa, DataSource dataSource) {
        ActionScan all = new ActionScan("main", new UserKey("main", USER), Set.of(), null, null, null, 10_000);
        List<ActionRecord> actions = JdbcStore.create(dataSource).actions(all);
        assertThat(actions)
                .allSatisfy(action -> assertThat(mfa.getAction(
                                intent(action.key().idempotencyKey()).id()))
                        .as("a row of an erased life")
                        .isPresent());
        return actions.size();
    }

    private static boolean erased(MfaEngine mfa) {
        try {
            return mfa.deleteUser(USER);
        } catch (MfaException e) {
            assertThat(e.kind()).isEqualTo(MfaException.Kind.UNAVAILABLE);
            return false;
        }
    }

    private void visit(MfaEngine mfa, int visitor) {
        Old last = null;
        for (int visit = 0; ended.get() < ERASES; visit++) {
            try {
                if (last != null && ended.get() > last.begun) {
                    refused(mfa, last);
                    last = null;
                }
                Old now = use(mfa, "v" + visitor + "n" + visit);
                last = last == null ? now : last;
            } catch (MfaException e) {
                assertThat(e.kind()).isEqualTo(MfaException.Kind.UNAVAILABLE);
            }
        }
    }

    private Old use(MfaEngine mfa, String key) {
        Intent intent = intent(key);
        Handle token = mfa.track(intent).token();
        int seen = begun.get();
        ActionSession session = mfa.session(token).orElseThrow();
        Optional<PhoneApp> phone = session.enroll(AUTHENTICATOR_APP) instanceof Challenge.Open open
                ? Optional.of(PhoneApp.scan(open, clock))
                : Optional.empty();
        if (phone.isPresent() && isAccepted(session, phone.get())) {
            accepted.incrementAndGet();
        }
        return new Old(session, token, intent, phone, seen);
    }

    private void refused(MfaEngine mfa, Old old) {
        old.phone.ifPresent(phone -> {
            clock.move(Duration.ofSeconds(30));
            assertThat(isAccepted(old.session, phone))
                    .as("an app of an erased life")
                    .isFalse();
        });
        assertThat(mfa.validateChallenge(old.token, old.intent).isValid())
                .as("a token of an erased life")
                .isFalse();
    }

    private static Intent intent(String key) {
        return Intent.user(USER).action("sign-in").idempotencyKey(key);
    }

    private static boolean isAccepted(ActionSession session, PhoneApp phone) {
        return session.verify(AUTHENTICATOR_APP, phone.code()) instanceof Verification.Accepted;
    }

    private MfaEngine engine(DataSource dataSource) {
        return MfaEngine.builder(JdbcStore.create(dataSource), keys)
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }
}
