package io.mfaengine.jdbc;

import static io.mfaengine.jdbc.Some.ADA;
import static io.mfaengine.jdbc.Some.version;
import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call costs on PostgreSQL, counted on the line. */
class RoundTripTest {
    private CountingLine line;
    private HikariDataSource pool;
    private JdbcStore store;

    @BeforeEach
    void open() throws IOException {
        line = new CountingLine(PostgresServer.port());
        store = open(true);
    }

    @AfterEach
    void close() {
        pool.close();
        line.close();
    }

    private JdbcStore open(boolean autoCommit) {
        PostgresServer.emptyStore().close();
        HikariConfig config = PostgresServer.config(PostgresServer.SHARED, 1);
        config.setJdbcUrl(line.url());
        config.setAutoCommit(autoCommit);
        pool = new HikariDataSource(config);
        return JdbcStore.create(pool);
    }

    private <T> T trips(int expected, Supplier<T> call) {
        int before = line.trips();
        assertThat(before).isNotNegative();
        T result = call.get();
        assertThat(line.trips()).isEqualTo(expected);
        return result;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallOfTheStoreIsOneRoundTripWhetherConnectionsCommitByThemselvesOrNot(boolean autoCommit) {
        pool.close();
        store = open(autoCommit);
        for (int round = 1; round <= 12; round++) {
            Version one = version(10L * round);
            Version two = version(10L * round + 1);
            Version three = version(10L * round + 2);
            assertThat(trips(1, () -> store.commit(Some.creating(ADA, one)))).isEqualTo(Commit.Result.APPLIED);
            assertThat(trips(1, () -> store.commit(Some.creating(ADA, two)))).isEqualTo(Commit.Result.STALE);
            assertThat(trips(1, () -> store.commit(Some.replacing(ADA, one, two))))
                    .isEqualTo(Commit.Result.APPLIED);
            assertThat(trips(1, () -> store.load(ADA, Some.PAY)).userVersion()).isEqualTo(two);
            assertThat(trips(
                            1,
                            () -> store.commit(Some.inserting(
                                    ADA, two, new ActionKey("pay", "new"), version(10L * one.low() + 3)))))
                    .isEqualTo(Commit.Result.APPLIED);
            assertThat(trips(1, () -> store.holder(new Claim("t", "c" + two.low()))))
                    .contains(ADA);
            assertThat(trips(1, () -> store.settings("t"))).isEmpty();
            assertThat(trips(1, () -> store.commit(Commit.erasure(three, ADA, one, List.of(Some.event(ADA, "x"))))))
                    .isEqualTo(Commit.Result.STALE);
            assertThat(trips(1, () -> store.commit(Commit.erasure(three, ADA, two, List.of(Some.event(ADA, "x"))))))
                    .isEqualTo(Commit.Result.APPLIED);
        }
    }

    @Test
    void spendingFromAnyNumberOfBudgetsIsTwo() {
        assertThat(trips(2, () -> store.spend(List.of(Some.BUDGET, Some.SECOND), Some.NOW)))
                .isNotNull();
        assertThat(trips(2, () -> store.spend(List.of(Some.BUDGET, Some.SECOND), Some.NOW)))
                .isNotNull();
        for (int i = 0; i < 3; i++) {
            assertThat(trips(2, () -> store.spend(List.of(Some.BUDGET), Some.NOW)))
                    .isNotNull();
        }
        assertThat(trips(1, () -> store.spend(List.of(Some.BUDGET, Some.SECOND), Some.NOW)))
                .as("one that is exhausted writes nothing")
                .isInstanceOf(io.mfaengine.store.Spending.Exhausted.class);
    }

    @Test
    void trackingAKnownUserVerifyingAndValidatingAreTwoEach() {
        MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
        MfaEngine mfa = MfaEngine.builder(store, KeyRing.generate())
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
        ActionSession first = session(mfa, mfa.track(intent("first")).token());
        PhoneApp phone = PhoneApp.scan(first.enroll(AUTHENTICATOR_APP), clock);
        assertThat(first.verify(AUTHENTICATOR_APP, phone.code()).accepted().enrolled())
                .isTrue();
        for (int i = 0; i < 12; i++) {
            clock.move(Duration.ofMinutes(1));
            Intent intent = intent("key_" + i);
            Handle token = trips(2, () -> mfa.track(intent)).token();
            ActionSession person = session(mfa, token);
            assertThat(trips(2, () -> person.verify(AUTHENTICATOR_APP, phone.wrongCode()))
                            .refused()
                            .attemptsLeft())
                    .isEqualTo(4);
            assertThat(trips(2, () -> person.verify(AUTHENTICATOR_APP, phone.code()))
                            .accepted()
                            .enrolled())
                    .isFalse();
            assertThat(trips(2, () -> mfa.validateChallenge(token, intent)).isValid())
                    .isTrue();
        }
    }

    private static ActionSession session(MfaEngine mfa, Handle token) {
        return mfa.session(token).orElseThrow();
    }

    private static Intent intent(String key) {
        return Intent.user("usr_1").action("transfer").idempotencyKey(key);
    }
}
