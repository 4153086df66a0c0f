package io.mfaengine.providers;

import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.Verification;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A provider that hangs, and a pool of one connection. */
@Requirement("R39")
final class OneConnectionTest {
    private static final String OTHER = "+64271000002";

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2_000);
        return config;
    }

    @Test
    void on_h2_others_are_verified_within_a_second() throws Exception {
        HikariConfig config = config();
        config.setJdbcUrl("jdbc:h2:mem:one-connection");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            othersAreVerifiedWithinASecond(pool);
        }
    }

    @Test
    void on_postgresql_others_are_verified_within_a_second() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            HikariConfig config = config();
            config.setDataSource(server.getPostgresDatabase());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                othersAreVerifiedWithinASecond(pool);
            }
        }
    }

    private static void othersAreVerifiedWithinASecond(DataSource pool) throws Exception {
        Shop shop = new Shop(JdbcStore.create(pool));
        try (Stage cloud = Stage.open(TwilioCloud::play)) {
            Twilio twilio = Twilio.of(TwilioCloud.ACCOUNT, Secret.of(TwilioCloud.TOKEN), "Acme")
                    .at(cloud.url())
                    .patience(Duration.ofSeconds(2), Duration.ofSeconds(30));
            MfaEngine mfa = shop.texting(twilio);
            ActionSession slow = shop.person(mfa, "usr_1", SMS, Some.NUMBER);
            ActionSession other = shop.person(mfa, "usr_2", SMS, OTHER);
            ActionSession third = shop.person(mfa, "usr_3", SMS, "+64271000003");
            other.challenge(SMS).open();
            String code = Shop.code(cloud.last().form().get("Body"));
            cloud.play(cloud.silent);
            int before = cloud.asked.size();
            CompletableFuture<Challenge> asked = CompletableFuture.supplyAsync(() -> slow.challenge(SMS));
            CompletableFuture<Challenge> askedToo = CompletableFuture.supplyAsync(() -> third.challenge(SMS));
            while (cloud.asked.size() < before + 2) {
                Thread.onSpinWait();
            }
            assertThat(CompletableFuture.supplyAsync(() -> other.verify(SMS, code))
                            .get(1, TimeUnit.SECONDS))
                    .isInstanceOf(Verification.Accepted.class);
            assertThat(asked).as("the provider still hangs").isNotDone();
            cloud.hangUp();
            assertThat(asked.get(1, TimeUnit.MINUTES)).isInstanceOf(Challenge.Open.class);
            assertThat(askedToo.get(1, TimeUnit.MINUTES)).isInstanceOf(Challenge.Open.class);
        }
    }
}
