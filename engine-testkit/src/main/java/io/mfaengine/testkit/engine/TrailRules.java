package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator.Trail;
import io.mfaengine.Verification;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Payload;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.UserKey;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The trail: an event for each verdict, and none that could be changed or taken out unnoticed. */
interface TrailRules extends EngineRules {
    @Test
    @Requirement("R92")
    default void eachVerdictOfARaceHasItsEvent() {
        EngineWorld world = world();
        Race.rounds(5, (race, round) -> {
            String userId = "usr_" + round;
            EngineWorld.Enrolled user = world.enrolled(userId);
            Trail before = world.mfa.operator("jane").trail(userId);
            String wrong = user.phone().wrongCode();
            String right = user.phone().code();
            ActionSession[] persons = new ActionSession[Race.RUNNERS];
            for (int i = 0; i < persons.length; i++) {
                persons[i] = world.person(i % 2 == 0 ? world.mfa : world.other, userId);
            }
            List<Verification> verdicts =
                    race.all(runner -> persons[runner].verify(AUTHENTICATOR_APP, runner % 8 == 0 ? right : wrong));
            Trail trail = world.mfa.operator("jane").trail(userId);
            assertThat(trail.isWhole()).isTrue();
            assertThat(count(trail, "challenge.passed") - count(before, "challenge.passed"))
                    .isEqualTo(verdicts.stream()
                            .filter(Verification.Accepted.class::isInstance)
                            .count());
            assertThat(count(trail, "challenge.failed"))
                    .isEqualTo(verdicts.stream()
                            .filter(verdict -> !(verdict instanceof Verification.Accepted)
                                    && verdict.refused().reason() == WRONG_RESPONSE)
                            .count())
                    .isPositive();
        });
    }

    @Test
    @Requirement("R92")
    default void anEventThatWasChangedIsNamed() {
        EngineWorld world = world();
        String userId = journey(world);
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        assertThat(mfa.operator("jane").trail(userId).isWhole()).isTrue();
        List<UnaryOperator<String>> changes = List.of(
                text -> text.replaceFirst("\"type\":\"[^\"]*\"", "\"type\":\"user.updated\""),
                text -> text.replaceFirst("\"actor\":\"[^\"]*\"", "\"actor\":\"mallory\""),
                text -> text.replaceFirst("\"at\":17", "\"at\":16"),
                text -> text.replace("\"attributes\":{", "\"attributes\":{\"a\":\"b\","),
                text -> text.replaceFirst("\"consecutive\":\"1\"", "\"consecutive\":\"9\""),
                text -> text.replaceFirst("\"action\":\"sign-in\"", "\"action\":\"sign-out\""));
        int changed = 0;
        for (EventRecord chained : chained(world, userId)) {
            for (UnaryOperator<String> change : changes) {
                String before = chained.payload().text();
                String after = change.apply(before).replace(",}", "}");
                store.events = records -> records.stream()
                        .map(record -> record.id().equals(chained.id()) ? with(record, after) : record)
                        .toList();
                Trail trail = mfa.operator("jane").trail(userId);
                if (!after.equals(before)) {
                    changed++;
                    assertThat(trail.isWhole()).as(after).isFalse();
                    assertThat(Objects.requireNonNull(trail.brokenAt()).id()).isEqualTo(chained.id());
                }
            }
        }
        assertThat(changed).isGreaterThan(30);
    }

    @Test
    @Requirement("R92")
    default void anEventThatWasTakenOutIsNoticed() {
        EngineWorld world = world();
        String userId = journey(world);
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        List<EventRecord> chained = chained(world, userId);
        for (int from = 0; from < chained.size(); from++) {
            for (int to = from + 1; to <= chained.size(); to++) {
                List<String> gone =
                        chained.subList(from, to).stream().map(EventRecord::id).toList();
                store.events = records -> records.stream()
                        .filter(record -> !gone.contains(record.id()))
                        .toList();
                Trail trail = mfa.operator("jane").trail(userId);
                assertThat(trail.isWhole()).as("from " + from + " to " + to).isFalse();
                if (gone.size() < chained.size()) {
                    EventRecord named = to < chained.size() ? chained.get(to) : chained.get(from - 1);
                    assertThat(Objects.requireNonNull(trail.brokenAt()).id())
                            .as("from " + from + " to " + to)
                            .isEqualTo(named.id());
                }
            }
        }
    }

    @Test
    @Requirement("R92")
    default void eventsThatChangedPlacesOrUsersAreNoticed() {
        EngineWorld world = world();
        String userId = journey(world);
        String other = journey(world);
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        List<EventRecord> chained = chained(world, userId);
        List<EventRecord> others = chained(world, other);
        for (int i = 1; i < chained.size(); i++) {
            EventRecord one = chained.get(i - 1);
            EventRecord two = chained.get(i);
            EventRecord theirs = others.get(i);
            store.events = records -> records.stream()
                    .map(record -> record.id().equals(one.id())
                            ? with(record, two.payload().text())
                            : record.id().equals(two.id())
                                    ? with(record, one.payload().text())
                                    : record)
                    .toList();
            assertThat(mfa.operator("jane").trail(userId).isWhole()).isFalse();
            store.events = records -> records.stream()
                    .map(record -> record.id().equals(two.id())
                            ? with(record, theirs.payload().text())
                            : record)
                    .toList();
            assertThat(mfa.operator("jane").trail(userId).isWhole()).isFalse();
        }
    }

    @Test
    @Requirement("R92")
    default void whatWasPurgedIsNoBreakAndHidesNone() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store)
                .limits(Limits.standard().eventRetention(Duration.ofDays(31)))
                .build();
        ActionSession first = world.person(mfa, "usr_123");
        PhoneApp phone = PhoneApp.scan(first.enroll(AUTHENTICATOR_APP), world.clock);
        first.verify(AUTHENTICATOR_APP, phone.code()).accepted();
        world.clock.move(Duration.ofDays(1));
        for (int day = 0; day < 40; day += 10) {
            world.person(mfa, "usr_123").verify(AUTHENTICATOR_APP, phone.code()).accepted();
            world.clock.move(Duration.ofDays(10));
        }
        assertThat(mfa.operator("jane").trail("usr_123").isWhole()).isTrue();
        while (mfa.operator("jane").purge(1) > 0) {
            assertThat(mfa.operator("jane").trail("usr_123").isWhole()).isTrue();
        }
        Instant oldest = world.clock.instant().minus(Duration.ofDays(31));
        store.events = records ->
                records.stream().filter(record -> at(record).isAfter(oldest)).toList();
        Trail trail = mfa.operator("jane").trail("usr_123");
        assertThat(trail.isWhole()).isTrue();
        List<EventRecord> left = chained(world, "usr_123").stream()
                .filter(record -> at(record).isAfter(oldest))
                .toList();
        assertThat(left).hasSizeGreaterThan(1);
        EventRecord oldestLeft = left.get(0);
        String edited = oldestLeft.payload().text().replace("\"type\":\"challenge.", "\"type\":\"enrolment.");
        store.events = records -> records.stream()
                .filter(record -> at(record).isAfter(oldest))
                .map(record -> record.id().equals(oldestLeft.id()) ? with(record, edited) : record)
                .toList();
        assertThat(Objects.requireNonNull(mfa.operator("jane").trail("usr_123").brokenAt())
                        .id())
                .isEqualTo(oldestLeft.id());
        EventRecord second = left.get(1);
        String backdated = second.payload()
                .text()
                .replaceFirst("(\"chain\":\\[\"[0-9a-f]+\",\\[[0-9]+,\"[0-9a-f]+\",)[0-9]+", "$11000");
        assertThat(backdated).isNotEqualTo(second.payload().text());
        store.events = records -> records.stream()
                .filter(record -> at(record).isAfter(oldest) && !record.id().equals(oldestLeft.id()))
                .map(record -> record.id().equals(second.id()) ? with(record, backdated) : record)
                .toList();
        assertThat(mfa.operator("jane").trail("usr_123").isWhole()).isFalse();
    }

    @Test
    @Requirement({"R92", "R90"})
    default void theTrailOutlivesTheUserAndABeginningAnew() {
        EngineWorld world = world();
        String userId = journey(world);
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        int before = mfa.operator("jane").trail(userId).events().size();
        assertThat(mfa.deleteUser(userId)).isTrue();
        Trail erased = mfa.operator("jane").trail(userId);
        assertThat(erased.isWhole()).isTrue();
        assertThat(erased.events()).hasSize(before + 1);
        world.clock.move(Duration.ofSeconds(1));
        assertThat(world.enrolled(userId).recoveryCodes()).isNotEmpty();
        assertThat(mfa.operator("jane").trail(userId).isWhole()).isTrue();
        store.events = records -> records.stream()
                .filter(record -> !record.payload().text().contains("user.erased"))
                .toList();
        assertThat(mfa.operator("jane").trail(userId).isWhole()).isFalse();
    }

    private static long count(Trail trail, String type) {
        return trail.events().stream()
                .filter(event -> event.type().equals(type))
                .count();
    }

    /** A user of whom much is told. */
    private static String journey(EngineWorld world) {
        String userId = "usr_" + world.events.size();
        EngineWorld.Enrolled user = world.enrolled(userId);
        world.person(userId).verify(AUTHENTICATOR_APP, user.phone().wrongCode()).refused();
        ActionSession manager = world.manager(user);
        MfaEvent enrolled = world.events.stream()
                .filter(event -> event.type().equals("authenticator.enrolled"))
                .reduce((one, next) -> next)
                .orElseThrow();
        manager.rename(new AuthenticatorId(enrolled.attributes().getOrDefault("authenticator", "")), "Phone")
                .done();
        manager.regenerateRecoveryCodes().done();
        assertThat(world.mfa.operator("jane").unlock(userId, AUTHENTICATOR_APP)).isTrue();
        world.clock.move(Duration.ofSeconds(60));
        return userId;
    }

    private static List<EventRecord> chained(EngineWorld world, String userId) {
        List<EventRecord> chained = new ArrayList<>();
        new TamperedStore(world.store)
                .events(new QueryableStore.EventScan("main", new UserKey("main", userId), null, 1_000)).stream()
                        .filter(record -> record.payload().text().contains("\"chain\":"))
                        .forEach(chained::add);
        return chained;
    }

    private static Instant at(EventRecord record) {
        return Instant.ofEpochMilli(Long.parseLong(record.id().substring(0, 12), 16));
    }

    private static EventRecord with(EventRecord record, String text) {
        return new EventRecord(record.user(), record.id(), record.expiresAt(), Payload.of(text));
    }
}
