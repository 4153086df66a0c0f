package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionQuery;
import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.Overheard;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing secret is said: not in a log, an event, an exception or what a value prints of itself. */
interface QuietRules extends EngineRules {
    @Test
    @Requirement({"R91", "I7"})
    default void aWholeJourneyAtTheFinestLevelSaysNothingSecret() {
        EngineWorld world = world();
        Overheard said = new Overheard();
        List<String> secrets = new ArrayList<>(List.of("Canary-Lovelace", "ada.canary", "Canary Payee"));
        try (said) {
            BrittleRules.BrittleMethod brittle = new BrittleRules.BrittleMethod();
            MfaEngine mfa = world.engine(world.store)
                    .method(brittle)
                    .onEvent(said::add)
                    .onEvent(event -> {
                        throw new IllegalStateException("not listening");
                    })
                    .build();
            UserUpdate update =
                    UserUpdate.nothing().displayName("Ada Canary-Lovelace").username("ada.canary@example.com");
            said.add(update, mfa.updateUser("usr_123", update), mfa.getUser("usr_123"));
            UserQuery query = UserQuery.username("ada.canary@example.com");
            said.add(query, mfa.queryUsers(query), mfa.queryActions(ActionQuery.user("usr_123")));
            Intent transfer = Intent.user("usr_123").action("transfer").detail("payee", "Canary Payee Ltd");
            TrackRequest request = TrackRequest.of(transfer).manage();
            Decision decision = mfa.track(request);
            Handle token = decision.token();
            secrets.add(token.value());
            ActionSession person = mfa.session(token).orElseThrow();
            Challenge challenge = person.enroll(AUTHENTICATOR_APP);
            Prompt.Scan scan = (Prompt.Scan) challenge.open().prompt();
            secrets.add(scan.uri().reveal());
            secrets.add(scan.uri().reveal().replaceAll(".*secret=([A-Za-z2-7]+).*", "$1"));
            PhoneApp phone = PhoneApp.scan(URI.create(scan.uri().reveal()), world.clock);
            secrets.add(phone.code());
            Response.Code typed = Response.Code.of(phone.code());
            said.add(transfer, request, decision, decision.user(), decision.action(), person, challenge, typed);
            said.add(phone, new Response.Approved(phone.code()));
            Verification verification = person.verify(AUTHENTICATOR_APP, typed);
            List<Secret> codes = verification.accepted().recoveryCodes();
            codes.forEach(code -> secrets.add(code.reveal()));
            said.add(verification, codes, person.status(), person.id(), mfa.getAuthenticators("usr_123"));
            said.add(mfa.validateChallenge(token, transfer, "r1"));
            said.add(mfa.validateChallenge(token, transfer, "r1").clearance());

            world.clock.move(Duration.ofSeconds(60));
            Handle next = mfa.track(transfer.idempotencyKey("next")).token();
            secrets.add(next.value());
            ActionSession again = mfa.session(next).orElseThrow();
            secrets.add(phone.wrongCode());
            secrets.add(phone.code());
            said.add(again.verify(AUTHENTICATOR_APP, phone.wrongCode()));
            said.add(again.verify(RECOVERY_CODE, codes.get(0).reveal()));
            said.add(again.verify(RECOVERY_CODE, codes.get(0).reveal()));
            said.thrown(() -> mfa.track(transfer.idempotencyKey("next").detail("payee", "Canary Payee Other")));
            said.thrown(() -> person.enroll(AUTHENTICATOR_APP, "Canary Payee").open());
            said.thrown(() -> mfa.enrollVerifiedAuthenticator("usr_456", AUTHENTICATOR_APP, scan.uri())
                    .refused());
            said.thrown(() -> mfa.enrollVerifiedAuthenticator(
                            "usr_789", AUTHENTICATOR_APP, Secret.of(scan.uri().reveal() + "&digits=99"))
                    .refused());
            said.thrown(() -> mfa.session(Handle.of(token.value() + "x"))
                    .orElseThrow()
                    .status()
                    .choices());
            brittle.broken = true;
            ActionSession third = mfa.session(
                            mfa.track(EngineWorld.signIn("usr_new")).token())
                    .orElseThrow();
            third.enroll(BrittleRules.BrittleMethod.TYPE).open();
            said.add(third.verify(BrittleRules.BrittleMethod.TYPE, phone.code()));

            TamperedStore store = new TamperedStore(world.store);
            MfaEngine broken = world.engine(store).onEvent(said::add).build();
            Handle last = broken.track(transfer.idempotencyKey("last")).token();
            world.clock.move(Duration.ofSeconds(60));
            secrets.add(phone.code());
            store.users = text -> text.replaceAll("\"sealed\":\"(.).", "\"sealed\":\"$1_");
            said.thrown(() -> broken.session(last)
                    .orElseThrow()
                    .verify(AUTHENTICATOR_APP, phone.code())
                    .accepted());
            said.thrown(() -> broken.getUser("usr_123").username());
            store.users = text -> "{" + text;
            said.thrown(() -> broken.getUser("usr_123").username());
            FailingStore down = new FailingStore(world.store, FailingStore.Fault.DOWN, 1);
            said.thrown(() ->
                    world.engine(down).build().updateUser("usr_123", update).username());
            said.add(mfa.operator("jane"), mfa.operator("jane").settings(), world.keys, mfa);
            said.add(mfa.operator("jane").trail("usr_123"));
        }
        assertThat(said.all()).contains("a listener threw", "the method of BRITTLE threw", "usr_123", "MfaException");
        assertThat(secrets).hasSizeGreaterThan(18);
        said.saysNoneOf(secrets);
    }
}
