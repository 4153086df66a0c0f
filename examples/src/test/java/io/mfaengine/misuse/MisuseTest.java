package io.mfaengine.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.mfaengine.requirements.Requirement;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What an application can't get wrong, since it doesn't compile; beside each what it should have written, which does. */
class MisuseTest {
    private static final String NOT_PUBLIC = "not.def.public";
    private static final String PRIVATE = "report.access";
    private static final String SEALED = "cant.inherit.from.sealed";
    private static final String FINAL = "cant.inherit.from.final";
    private static final String TYPES = "prob.found.req";
    private static final String ARGUMENTS = "cant.apply.symbol";
    private static final String NO_SUCH = "cant.resolve.location.args";

    /** A mistake, the compiler's error and a word of its message, and the way to do it. */
    private record Misuse(String wrong, String error, String names, String right) {}

    private static Misuse misuse(String wrong, String error, String names, String right) {
        return new Misuse(wrong, error, names, right);
    }

    @TestFactory
    @Requirement({"R58", "R63", "I6"})
    Stream<DynamicTest> leaveCanOnlyBeGivenByTheEngine() {
        return all(
                misuse("transfer(new Clearance(intent));", NOT_PUBLIC, "Clearance", "transfer(decision.clearance());"),
                misuse("transfer(decision);", TYPES, "Decision", "transfer(decision.clearance());"),
                misuse("transfer(validation);", TYPES, "Validation", "transfer(validation.clearance());"),
                misuse("transfer(action);", TYPES, "Action", "transfer(decision.clearance());"),
                misuse("transfer(intent);", TYPES, "Intent", "transfer(mfa.track(intent).clearance());"),
                misuse("class Forged extends Clearance {}", FINAL, "Clearance", "class Mine { Clearance leave; }"),
                misuse("class Forged extends Decision {}", FINAL, "Decision", "class Mine { Decision decision; }"),
                misuse("class Forged extends Validation {}", FINAL, "Validation", "class Mine { Validation proof; }"),
                misuse(
                        "if (mfa.track(intent)) {}",
                        TYPES,
                        "Decision",
                        "if (mfa.track(intent).next() == Decision.Next.PROCEED) {}"),
                misuse(
                        "if (mfa.validateChallenge(token, intent)) {}",
                        TYPES,
                        "Validation",
                        "if (mfa.validateChallenge(token, intent).isValid()) {}"));
    }

    @TestFactory
    @Requirement({"R58", "R61", "I6"})
    Stream<DynamicTest> theIntentIsSaidWholeAndInOrder() {
        return all(
                misuse(
                        "mfa.validateChallenge(token);",
                        "cant.apply.symbols",
                        "validateChallenge",
                        "mfa.validateChallenge(token, intent);"),
                misuse(
                        "mfa.validateChallenge(intent, token);",
                        TYPES,
                        "Handle",
                        "mfa.validateChallenge(token, intent);"),
                misuse(
                        "mfa.track(\"usr_123\");",
                        "cant.apply.symbols",
                        "track",
                        "mfa.track(Intent.user(\"usr_123\").action(\"transfer\"));"),
                misuse(
                        "Intent.user(\"u\").idempotencyKey(\"k\");",
                        NO_SUCH,
                        "idempotencyKey",
                        "Intent.user(\"u\").action(\"transfer\").idempotencyKey(\"k\");"),
                misuse(
                        "Intent.user(\"u\").detail(\"amount\", \"100\");",
                        NO_SUCH,
                        "detail",
                        "Intent.user(\"u\").action(\"transfer\").detail(\"amount\", \"100\");"),
                misuse(
                        "mfa.setDefaultAuthenticator(id, \"u\");",
                        TYPES,
                        "AuthenticatorId",
                        "mfa.setDefaultAuthenticator(\"u\", id);"),
                misuse(
                        "mfa.deleteAuthenticator(id, \"u\");",
                        TYPES,
                        "AuthenticatorId",
                        "mfa.deleteAuthenticator(\"u\", id);"),
                misuse("session.remove(\"id\");", TYPES, "AuthenticatorId", "session.remove(id);"),
                misuse("mfa.session(\"token\");", TYPES, "Handle", "mfa.session(Handle.of(\"token\"));"),
                misuse("new Handle(\"x\");", PRIVATE, "Handle", "Handle.of(\"x\");"),
                misuse("new ActionId(\"u\", \"a\", \"k\");", NOT_PUBLIC, "ActionId", "intent.id();"));
    }

    @TestFactory
    @Requirement({"R10", "R41"})
    Stream<DynamicTest> aResponseGoesOnlyWhereItBelongs() {
        return all(
                misuse(
                        "session.verify(type, new Response.Declined());",
                        "cant.apply.symbols",
                        "verify",
                        "mfa.respond(token, new Response.Declined());"),
                misuse(
                        "session.verify(type, new Response.Approved(\"42\"));",
                        "cant.apply.symbols",
                        "verify",
                        "mfa.respond(token, new Response.Approved(\"42\"));"),
                misuse(
                        "mfa.respond(token, Response.Code.of(\"123456\"));",
                        TYPES,
                        "OutOfBand",
                        "session.verify(type, Response.Code.of(\"123456\"));"),
                misuse(
                        "mfa.respond(token, new Response.Poll());",
                        TYPES,
                        "OutOfBand",
                        "session.verify(type, new Response.Poll());"),
                misuse(
                        "session.verify(type, 123456);",
                        "cant.apply.symbols",
                        "verify",
                        "session.verify(type, \"123456\");"),
                misuse(
                        "session.verify(\"SMS\", \"123456\");",
                        "cant.apply.symbols",
                        "verify",
                        "session.verify(AuthenticatorType.SMS, \"123456\");"),
                misuse("session.verify(type);", "cant.apply.symbols", "verify", "session.verify(type, \"123456\");"));
    }

    @TestFactory
    @Requirement({"R59", "I6"})
    Stream<DynamicTest> answersAreTheEnginesOwn() {
        return all(
                misuse("class Mine implements Challenge {}", SEALED, "Challenge", "challenge.open();"),
                misuse("class Mine implements Verification {}", SEALED, "Verification", "verification.accepted();"),
                misuse(
                        "class Mine implements Change {}",
                        SEALED,
                        "Change",
                        "session.regenerateRecoveryCodes().done();"),
                misuse("class Mine implements Response {}", SEALED, "Response", "Response.Code.of(\"123456\");"),
                misuse("class Mine implements Response.InBand {}", SEALED, "InBand", "new Response.Poll();"),
                misuse("class Mine implements Prompt {}", SEALED, "Prompt", "new Prompt.Custom(Map.of());"),
                misuse("class Mine implements Check {}", SEALED, "Check", "Check.reject(Refusal.WRONG_RESPONSE);"),
                misuse(
                        "int page = switch (decision.next()) { case PROCEED -> 1; case CHALLENGE, ENROLL -> 2; case DENY -> 3; };",
                        "not.exhaustive",
                        "switch",
                        "int page = switch (decision.next()) { case PROCEED -> 1; case CHALLENGE, ENROLL -> 2; case DENY -> 3;"
                                + " case VALIDATE -> 4; case AWAIT_REVIEW -> 5; };"));
    }

    @TestFactory
    @Requirement("R59")
    Stream<DynamicTest> valuesDoNotChange() {
        return all(
                misuse("decision.next = Decision.Next.PROCEED;", PRIVATE, "next", "decision.next();"),
                misuse("action.state = ActionState.ALLOW;", PRIVATE, "state", "action.state();"),
                misuse("user.isEnrolled = true;", PRIVATE, "isEnrolled", "user.isEnrolled();"),
                misuse(
                        "user.setUsername(\"x\");",
                        NO_SUCH,
                        "setUsername",
                        "mfa.updateUser(\"u\", UserUpdate.nothing().username(\"x\"));"),
                misuse("settings.types = Map.of();", PRIVATE, "types", "settings.types();"),
                misuse("token.value = \"x\";", PRIVATE, "value", "token.value();"));
    }

    @TestFactory
    @Requirement({"R8", "R91", "R92"})
    Stream<DynamicTest> nothingIsMadeWithoutWhatItNeeds() {
        return all(
                misuse("MfaEngine.builder(store);", ARGUMENTS, "builder", "MfaEngine.builder(store, keys);"),
                misuse("new MfaEngine(null);", NOT_PUBLIC, "MfaEngine", "MfaEngine.builder(store, keys).build();"),
                misuse("mfa.operator();", ARGUMENTS, "operator", "mfa.operator(\"jane@acme\");"),
                misuse("new RecoveryCodes();", ARGUMENTS, "RecoveryCodes", "RecoveryCodes.of();"),
                misuse("new AuthenticatorApp();", ARGUMENTS, "AuthenticatorApp", "AuthenticatorApp.of(\"Acme\");"),
                misuse("KeyRing.of();", ARGUMENTS, "KeyRing", "KeyRing.generate();"),
                misuse("String text = secret;", TYPES, "Secret", "String text = secret.reveal();"),
                misuse(
                        "class Store implements MfaStore {}",
                        "does.not.override.abstract",
                        "Store",
                        "abstract class Store implements MfaStore {}"));
    }

    @TestFactory
    @Requirement({"R37", "R42"})
    Stream<DynamicTest> whatSendsIsToldWhereTo() {
        String countries = "SmsCode.of(\"Acme\", sms, \"NZ\", \"AU\");";
        String page = "EmailLink.of(\"Acme\", email, link);";
        return all(
                misuse("SmsCode.of(\"Acme\", sms);", ARGUMENTS, "of", countries),
                misuse("SmsCode.of(sms, \"NZ\");", TYPES, "String", countries),
                misuse(
                        "SmsCode.whatsApp(\"Acme\", sms);",
                        ARGUMENTS,
                        "whatsApp",
                        "SmsCode.whatsApp(\"Acme\", sms, \"NZ\");"),
                misuse("SmsCode.of(\"Acme\", email, \"NZ\");", TYPES, "EmailSender", countries),
                misuse("EmailLink.of(\"Acme\", email);", ARGUMENTS, "of", page),
                misuse("EmailLink.of(\"Acme\", email, \"https://acme.example/link\");", TYPES, "URI", page));
    }

    private static Stream<DynamicTest> all(Misuse... misuses) {
        return Stream.of(misuses)
                .map(misuse -> DynamicTest.dynamicTest(misuse.wrong(), () -> {
                    assertThat(Program.errors(misuse.right()))
                            .as(misuse.right())
                            .isEmpty();
                    assertThat(Program.errors(misuse.wrong()))
                            .as(misuse.wrong())
                            .first(STRING)
                            .startsWith(misuse.error())
                            .contains(misuse.names());
                }));
    }
}
