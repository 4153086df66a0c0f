// Every method of the official Node client that has a route here, as it comes from its registry. The requests are the
// client's own; what is asserted is what the client shows to those who call it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Authsignal, AuthsignalError } from "@authsignal/node";
import { appCode, code, later, now, sent, somebody, wrongCode } from "./desk.mjs";

const apiUrl = process.env.MFA_URL;
const mfa = new Authsignal({ apiSecretKey: process.env.MFA_SECRET, apiUrl });
const stranger = new Authsignal({ apiSecretKey: "not-the-key", apiUrl });

const UNAUTHORIZED =
  "The request is unauthorized. Check that your API key and region base URL are correctly configured.";

/** That a call fails with a code, and in the client's own kind of error. */
async function refused(call, statusCode, errorCode, description) {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof AuthsignalError, `not the client's error: ${error}`);
    assert.equal(error.errorCode, errorCode);
    assert.equal(error.statusCode, statusCode);
    assert.ok(error.errorDescription, "no description");
    if (description) {
      assert.match(error.errorDescription, description);
    }
    return true;
  });
}

/** A user who has a number. */
async function enrolled() {
  const who = somebody();
  await mfa.enrollVerifiedAuthenticator({
    userId: who.userId,
    attributes: { verificationMethod: "SMS", phoneNumber: who.phoneNumber },
  });
  return who;
}

/** A call of the Client API, as the person's browser makes it. */
async function client(path, token, body) {
  const answer = await fetch(`${apiUrl}/client/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: body && JSON.stringify(body),
  });
  return answer.json();
}

/** Tracks an action and passes its challenge. */
async function passed(who, action) {
  const tracked = await mfa.track({ userId: who.userId, action });
  await client("challenge/sms", tracked.token);
  const answer = await client("verify/sms", tracked.token, { verificationCode: await code(who.phoneNumber) });
  assert.equal(answer.isVerified, true, JSON.stringify(answer));
  return tracked;
}

test("a wrong key is told so by every method, in the words that the client's own tests expect", async () => {
  const who = await enrolled();
  const key = "some-key";
  const calls = {
    getUser: { userId: who.userId },
    updateUser: { userId: who.userId, attributes: { username: "x" } },
    deleteUser: { userId: who.userId },
    queryUsers: { email: who.email },
    getAuthenticators: { userId: who.userId },
    enrollVerifiedAuthenticator: {
      userId: who.userId,
      attributes: { verificationMethod: "EMAIL_OTP", email: who.email },
    },
    deleteAuthenticator: { userId: who.userId, userAuthenticatorId: "x" },
    track: { userId: who.userId, action: "Login" },
    getAction: { userId: who.userId, action: "Login", idempotencyKey: key },
    updateAction: { userId: who.userId, action: "Login", idempotencyKey: key, attributes: { state: "BLOCK" } },
    queryUserActions: { userId: who.userId },
    validateChallenge: { token: "x" },
    challenge: { verificationMethod: "SMS", action: "Login", phoneNumber: who.phoneNumber },
    verify: { challengeId: "x", verificationCode: "123456" },
    claimChallenge: { challengeId: "x", userId: who.userId },
    getChallenge: { challengeId: "x" },
  };
  const before = await sent();
  for (const [method, request] of Object.entries(calls)) {
    await assert.rejects(stranger[method](request), (error) => {
      assert.ok(error instanceof AuthsignalError, method);
      assert.equal(error.statusCode, 401, method);
      assert.equal(error.errorCode, "unauthorized", method);
      assert.equal(error.errorDescription, UNAUTHORIZED, method);
      assert.equal(error.message, `AuthsignalError: 401 - ${UNAUTHORIZED}`, method);
      return true;
    });
  }
  assert.equal(await sent(), before);
  assert.equal((await mfa.getUser({ userId: who.userId })).isEnrolled, true);
});

test("getUser: one who is unknown is not enrolled, and no error", async () => {
  const user = await mfa.getUser({ userId: somebody().userId });
  assert.equal(user.isEnrolled, false);
  assert.equal(user.emailVerified, false);
  assert.equal(user.phoneNumberVerified, false);
  assert.equal(user.email, undefined);
  assert.ok(user.allowedVerificationMethods.includes("SMS"));
});

test("getUser: shows what is known, and what can be used", async () => {
  const who = await enrolled();
  const user = await mfa.getUser({ userId: who.userId });
  assert.equal(user.isEnrolled, true);
  assert.equal(user.phoneNumber, who.phoneNumber);
  assert.equal(user.phoneNumberVerified, true);
  assert.equal(user.email, undefined);
  assert.ok(user.enrolledVerificationMethods.includes("SMS"));
  assert.equal(user.defaultVerificationMethod, "SMS");
});

test("getUser: an id out of bounds is refused", () =>
  refused(mfa.getUser({ userId: "x".repeat(129) }), 400, "invalid_request"));

test("updateUser: keeps what it is told, and leaves what it is not", async () => {
  const { userId, email, phoneNumber } = somebody();
  const answer = await mfa.updateUser({
    userId,
    attributes: {
      email,
      emailVerified: true,
      phoneNumber,
      phoneNumberVerified: false,
      username: "jo",
      displayName: "Jo Doe",
      custom: { plan: "gold", seats: 3, trial: false },
    },
  });
  assert.equal(answer.email, email);
  assert.equal(answer.emailVerified, true);
  assert.equal(answer.phoneNumber, phoneNumber);
  assert.equal(answer.phoneNumberVerified, false);
  assert.equal(answer.username, "jo");
  assert.equal(answer.displayName, "Jo Doe");
  assert.deepEqual(answer.custom, { plan: "gold", seats: 3, trial: false });
  await mfa.updateUser({ userId, attributes: { displayName: "Jo" } });
  const user = await mfa.getUser({ userId });
  assert.equal(user.displayName, "Jo");
  assert.equal(user.username, "jo");
  assert.equal(user.email, email);
  assert.equal(user.emailVerified, true);
  assert.deepEqual(user.custom, { plan: "gold", seats: 3, trial: false });
});

test("updateUser: what is no address, no number and no text is refused, and nothing changes", async () => {
  const { userId } = somebody();
  for (const attributes of [{ email: "a@b@c" }, { phoneNumber: "12" }, { username: 7 }, { emailVerified: "yes" }]) {
    await refused(mfa.updateUser({ userId, attributes }), 400, "invalid_request");
  }
  assert.equal((await mfa.getUser({ userId })).email, undefined);
});

test("deleteUser: whoever is erased is unknown, and erasing nobody is no error", async () => {
  const who = await enrolled();
  await mfa.deleteUser({ userId: who.userId });
  assert.equal((await mfa.getUser({ userId: who.userId })).isEnrolled, false);
  assert.deepEqual(await mfa.getAuthenticators({ userId: who.userId }), []);
  await mfa.deleteUser({ userId: who.userId });
});

test("queryUsers: by e-mail, number and name, and page by page", async () => {
  const who = somebody();
  await mfa.updateUser({
    userId: who.userId,
    attributes: { email: who.email, phoneNumber: who.phoneNumber, username: `name of ${who.userId}` },
  });
  for (const query of [{ email: who.email }, { phoneNumber: who.phoneNumber }, { username: `name of ${who.userId}` }]) {
    const { users, lastEvaluatedUserId } = await mfa.queryUsers(query);
    assert.deepEqual(users.map((user) => user.userId), [who.userId]);
    assert.equal(users[0].email, who.email);
    assert.equal(users[0].emailVerified, false);
    assert.equal(users[0].phoneNumber, who.phoneNumber);
    assert.equal(users[0].phoneNumberVerified, false);
    assert.equal(lastEvaluatedUserId, undefined);
  }
  assert.deepEqual((await mfa.queryUsers({ email: "nobody@example.com" })).users, []);

  const met = [];
  let page = {};
  do {
    page = await mfa.queryUsers({
      limit: 2,
      ...(page.lastEvaluatedUserId && { lastEvaluatedUserId: page.lastEvaluatedUserId }),
    });
    assert.ok(page.users.length <= 2);
    met.push(...page.users.map((user) => user.userId));
  } while (page.lastEvaluatedUserId);
  assert.equal(new Set(met).size, met.length);
  assert.ok(met.includes(who.userId));
});

test("queryUsers: a limit that is none is refused", async () => {
  await refused(mfa.queryUsers({ limit: -1 }), 400, "invalid_request");
  await refused(mfa.queryUsers({ limit: "many" }), 400, "invalid_request");
});

test("getAuthenticators: a bare array, empty when there are none", async () => {
  assert.deepEqual(await mfa.getAuthenticators({ userId: somebody().userId }), []);
  const who = await enrolled();
  const held = await mfa.getAuthenticators({ userId: who.userId });
  const sms = held.find((one) => one.verificationMethod === "SMS");
  assert.equal(sms.userId, who.userId);
  assert.equal(sms.phoneNumber, who.phoneNumber);
  assert.ok(sms.userAuthenticatorId);
  assert.equal(new Date(sms.createdAt).getTime(), await now());
});

test("enrollVerifiedAuthenticator: a number, an address, a link and an app, and no message is sent", async () => {
  const before = await sent();
  const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  for (const attributes of [
    { verificationMethod: "SMS", phoneNumber: somebody().phoneNumber },
    { verificationMethod: "WHATSAPP", phoneNumber: somebody().phoneNumber },
    { verificationMethod: "EMAIL_OTP", email: somebody().email },
    { verificationMethod: "EMAIL_MAGIC_LINK", email: somebody().email },
    { verificationMethod: "AUTHENTICATOR_APP", otpUri: `otpauth://totp/Acme:jo?secret=${secret}&issuer=Acme` },
  ]) {
    const { userId } = somebody();
    const { authenticator } = await mfa.enrollVerifiedAuthenticator({ userId, attributes });
    assert.equal(authenticator.userId, userId);
    assert.equal(authenticator.verificationMethod, attributes.verificationMethod);
    assert.ok(authenticator.userAuthenticatorId);
    const user = await mfa.getUser({ userId });
    assert.equal(user.isEnrolled, true, attributes.verificationMethod);
    assert.ok(user.enrolledVerificationMethods.includes(attributes.verificationMethod));
  }
  assert.equal(await sent(), before);
});

test("enrollVerifiedAuthenticator: what is missing or no number is refused", async () => {
  const { userId } = somebody();
  for (const attributes of [
    {},
    { verificationMethod: "SMS" },
    { verificationMethod: "SMS", phoneNumber: "27" },
    { verificationMethod: "EMAIL_OTP", email: "nobody" },
    { verificationMethod: "AUTHENTICATOR_APP", otpUri: "otpauth://totp/x?secret=AAAA" },
    { verificationMethod: "PASSKEY", credentialId: "x" },
    { verificationMethod: "TELEPATHY" },
  ]) {
    await refused(mfa.enrollVerifiedAuthenticator({ userId, attributes }), 400, "invalid_request");
  }
  assert.equal((await mfa.getUser({ userId })).isEnrolled, false);
});

test("deleteAuthenticator: it is gone, and who held no other is not enrolled", async () => {
  const who = await enrolled();
  for (const { userAuthenticatorId } of await mfa.getAuthenticators({ userId: who.userId })) {
    await mfa.deleteAuthenticator({ userId: who.userId, userAuthenticatorId });
  }
  assert.deepEqual(await mfa.getAuthenticators({ userId: who.userId }), []);
  assert.equal((await mfa.getUser({ userId: who.userId })).isEnrolled, false);
});

test("deleteAuthenticator: another user's looks as one that nobody has", async () => {
  const owner = await enrolled();
  const other = await enrolled();
  const [{ userAuthenticatorId }] = await mfa.getAuthenticators({ userId: owner.userId });
  const told = [];
  for (const id of [userAuthenticatorId, "no-such-id"]) {
    await assert.rejects(mfa.deleteAuthenticator({ userId: other.userId, userAuthenticatorId: id }), (error) => {
      told.push([error.statusCode, error.errorCode, error.errorDescription]);
      return true;
    });
  }
  assert.deepEqual(told[0], told[1]);
  assert.ok((await mfa.getAuthenticators({ userId: owner.userId })).length > 0);
});

test("track: one who is not enrolled may go on, and is told apart", async () => {
  const { userId } = somebody();
  const tracked = await mfa.track({ userId, action: "Login" });
  assert.equal(tracked.state, "ALLOW");
  assert.equal(tracked.isEnrolled, false);
  assert.ok(tracked.token);
  assert.ok(tracked.idempotencyKey);
  assert.ok(tracked.allowedVerificationMethods.includes("SMS"));
});

test("track: one who is enrolled has to pass a challenge; the same key is the same action", async () => {
  const who = await enrolled();
  const attributes = {
    idempotencyKey: "order-17",
    redirectUrl: "https://example.app/done",
    redirectToSettings: false,
    email: who.email,
    username: "jo",
    ipAddress: "203.0.113.7",
    userAgent: "test",
    deviceId: "3f0c8f0e-0000-4000-8000-000000000001",
    locale: "de",
    custom: { amount: 100, currency: "NZD", vip: true },
  };
  const first = await mfa.track({ userId: who.userId, action: "Login", attributes });
  const again = await mfa.track({ userId: who.userId, action: "Login", attributes });
  for (const tracked of [first, again]) {
    assert.equal(tracked.state, "CHALLENGE_REQUIRED");
    assert.equal(tracked.idempotencyKey, "order-17");
    assert.equal(tracked.isEnrolled, true);
    assert.ok(tracked.url.includes("?"), "the client's pop-up appends to a query string");
    assert.ok(tracked.enrolledVerificationMethods.includes("SMS"));
    assert.equal(tracked.defaultVerificationMethod, "SMS");
  }
  const actions = await mfa.queryUserActions({ userId: who.userId });
  assert.equal(actions.length, 1);
});

test("track: a code that is none and a place to return to that was not configured are refused", async () => {
  const { userId } = somebody();
  await refused(mfa.track({ userId, action: "sign in" }), 400, "invalid_request");
  await refused(mfa.track({ userId, action: "x".repeat(65) }), 400, "invalid_request");
  await refused(
    mfa.track({ userId, action: "Login", attributes: { redirectUrl: "https://evil.example" } }),
    400,
    "invalid_request",
    /redirect/i,
  );
  await refused(mfa.track({ userId, action: "Login", attributes: { ipAddress: "here" } }), 400, "invalid_request");
  assert.deepEqual(await mfa.queryUserActions({ userId }), []);
});

test("getAction: where it is and how it came there", async () => {
  const who = await enrolled();
  const { idempotencyKey } = await passed(who, "Login");
  const action = await mfa.getAction({ userId: who.userId, action: "Login", idempotencyKey });
  assert.equal(action.state, "CHALLENGE_SUCCEEDED");
  assert.equal(action.verificationMethod, "SMS");
  assert.ok(new Date(action.createdAt) <= new Date(action.stateUpdatedAt));
});

test("getAction: what nobody tracked, and another's, is not there", async () => {
  const who = await enrolled();
  const other = somebody();
  const { idempotencyKey } = await mfa.track({ userId: who.userId, action: "Login" });
  const told = [];
  for (const request of [
    { userId: other.userId, action: "Login", idempotencyKey },
    { userId: who.userId, action: "Login", idempotencyKey: "no-such-key" },
  ]) {
    await assert.rejects(mfa.getAction(request), (error) => {
      assert.equal(error.statusCode, 404);
      told.push([error.errorCode, error.errorDescription]);
      return true;
    });
  }
  assert.deepEqual(told[0], told[1]);
});

test("updateAction: settles a review, and never makes a success of a challenge", async () => {
  const who = await enrolled();
  const { idempotencyKey } = await mfa.track({ userId: who.userId, action: "Login" });
  const request = (state) => ({ userId: who.userId, action: "Login", idempotencyKey, attributes: { state } });
  await refused(mfa.updateAction(request("CHALLENGE_SUCCEEDED")), 400, "invalid_request");
  await refused(mfa.updateAction(request("WHATEVER")), 400, "invalid_request");
  assert.equal((await mfa.updateAction(request("REVIEW_REQUIRED"))).state, "REVIEW_REQUIRED");
  assert.equal((await mfa.updateAction(request("REVIEW_SUCCEEDED"))).state, "REVIEW_SUCCEEDED");
  const action = await mfa.getAction({ userId: who.userId, action: "Login", idempotencyKey });
  assert.equal(action.state, "REVIEW_SUCCEEDED");
});

test("queryUserActions: by code, state and time; the newest first", async () => {
  const who = await enrolled();
  const { userId } = who;
  await mfa.track({ userId, action: "Login" });
  await later(60);
  await passed(who, "Pay");
  const all = await mfa.queryUserActions({ userId });
  assert.deepEqual(all.map((one) => one.actionCode), ["Pay", "Login"]);
  assert.equal(all[0].state, "CHALLENGE_SUCCEEDED");
  assert.equal(all[0].verificationMethod, "SMS");
  assert.ok(all[0].idempotencyKey);
  const codes = async (query) => (await mfa.queryUserActions({ userId, ...query })).map((one) => one.actionCode);
  assert.deepEqual(await codes({ actionCodes: ["Login"] }), ["Login"]);
  assert.deepEqual(await codes({ actionCodes: ["Login", "Pay", "Other"] }), ["Pay", "Login"]);
  assert.deepEqual(await codes({ state: "CHALLENGE_REQUIRED" }), ["Login"]);
  assert.deepEqual(await codes({ fromDate: new Date((await now()) - 30_000).toISOString() }), ["Pay"]);
});

test("queryUserActions: what is no time and no state is refused", async () => {
  const { userId } = somebody();
  await refused(mfa.queryUserActions({ userId, fromDate: "yesterday" }), 400, "invalid_request");
  await refused(mfa.queryUserActions({ userId, state: "WHATEVER" }), 400, "invalid_request");
});

test("validateChallenge: says what was passed, and by whom", async () => {
  const who = await enrolled();
  const tracked = await passed(who, "Login");
  const answer = await mfa.validateChallenge({ token: tracked.token, userId: who.userId, action: "Login" });
  assert.equal(answer.isValid, true);
  assert.equal(answer.state, "CHALLENGE_SUCCEEDED");
  assert.equal(answer.action, "Login");
  assert.equal(answer.userId, who.userId);
  assert.equal(answer.idempotencyKey, tracked.idempotencyKey);
  assert.equal(answer.verificationMethod, "SMS");
  // a lost answer is asked for again, by the client itself
  assert.equal((await mfa.validateChallenge({ token: tracked.token })).isValid, true);
  await later(121);
  assert.equal((await mfa.validateChallenge({ token: tracked.token })).isValid, false);
});

test("validateChallenge: what is not passed says where it is; what is no token says nothing", async () => {
  const who = await enrolled();
  const { token, idempotencyKey } = await mfa.track({ userId: who.userId, action: "Login" });
  const open = await mfa.validateChallenge({ token });
  assert.equal(open.isValid, false);
  assert.equal(open.state, "CHALLENGE_REQUIRED");
  assert.equal(open.action, "Login");
  assert.equal(open.userId, who.userId);
  assert.equal(open.idempotencyKey, idempotencyKey);
  const garbage = await mfa.validateChallenge({ token: "garbage" });
  assert.equal(garbage.isValid, false);
  assert.equal(garbage.userId, undefined);
});

test("validateChallenge: for another user or action it is not valid", async () => {
  const who = await enrolled();
  const { token } = await passed(who, "Login");
  for (const other of [{ userId: somebody().userId }, { action: "Pay" }]) {
    const said = await mfa.validateChallenge({ token, ...other }).then(
      (answer) => answer.isValid,
      (error) => error.statusCode,
    );
    assert.ok(said === false || said === 400, `${JSON.stringify(other)}: ${said}`);
  }
});

test("challenge, verify, claim: a code without a user, who is found out later", async () => {
  const { phoneNumber, userId } = somebody();
  const asked = await mfa.challenge({ verificationMethod: "SMS", action: "Login", phoneNumber });
  assert.ok(asked.challengeId);
  assert.ok(asked.idempotencyKey);
  assert.ok(asked.expiresAt > (await now()) / 1000 && asked.expiresAt <= (await now()) / 1000 + 600);
  const pending = await mfa.getChallenge({ challengeId: asked.challengeId });
  assert.equal(pending.challengeId, asked.challengeId);
  assert.equal(pending.verificationMethod, undefined);

  const wrong = await mfa.verify({ challengeId: asked.challengeId, verificationCode: await wrongCode() });
  assert.equal(wrong.isVerified, false);
  assert.equal(wrong.failureReason, "CODE_INVALID_OR_EXPIRED");
  assert.equal(wrong.phoneNumber, undefined);

  const right = await mfa.verify({ challengeId: asked.challengeId, verificationCode: await code(phoneNumber) });
  assert.equal(right.isVerified, true);
  assert.equal(right.phoneNumber, phoneNumber);
  assert.equal(right.verificationMethod, "SMS");
  assert.equal((await mfa.getChallenge({ challengeId: asked.challengeId })).verificationMethod, "SMS");

  const claimed = await mfa.claimChallenge({ challengeId: asked.challengeId, userId });
  assert.equal(claimed.verificationMethod, "SMS");
  const valid = await mfa.validateChallenge({ token: claimed.token });
  assert.equal(valid.isValid, true);
  assert.equal(valid.userId, userId);
  assert.equal(valid.action, "Login");
});

test("challenge: by e-mail, and again with its id", async () => {
  const { email } = somebody();
  const asked = await mfa.challenge({ verificationMethod: "EMAIL_OTP", action: "Login", email });
  const first = await code(email);
  await later(31);
  const again = await mfa.challenge({ challengeId: asked.challengeId });
  const second = await code(email);
  assert.notEqual(first, second);
  const challengeId = again.challengeId;
  assert.equal((await mfa.verify({ challengeId, verificationCode: first })).isVerified, false);
  assert.equal((await mfa.verify({ challengeId, verificationCode: second })).isVerified, true);
});

test("challenge: what is missing, and too many, are refused", async () => {
  const { phoneNumber } = somebody();
  await refused(mfa.challenge({}), 400, "invalid_request");
  await refused(mfa.challenge({ verificationMethod: "SMS", action: "Login" }), 400, "invalid_request");
  await refused(mfa.challenge({ challengeId: "no-such-id" }), 400, "invalid_request");
  const asked = await mfa.challenge({ verificationMethod: "SMS", action: "Login", phoneNumber });
  const before = await sent();
  await refused(mfa.challenge({ challengeId: asked.challengeId }), 429, "too_many_requests");
  assert.equal(await sent(), before);
});

test("verify: after too many wrong codes the right one is refused", async () => {
  const { phoneNumber } = somebody();
  const { challengeId } = await mfa.challenge({ verificationMethod: "SMS", action: "Login", phoneNumber });
  const reasons = [];
  for (let guess = 0; guess < 5; guess++) {
    const answer = await mfa.verify({ challengeId, verificationCode: await wrongCode() });
    assert.equal(answer.isVerified, false);
    reasons.push(answer.failureReason);
  }
  assert.deepEqual(reasons.slice(0, 4), Array(4).fill("CODE_INVALID_OR_EXPIRED"));
  await later(31);
  const late = await mfa.verify({ challengeId, verificationCode: await code(phoneNumber) });
  assert.equal(late.isVerified, false);
  assert.ok([...reasons, late.failureReason].includes("MAX_ATTEMPTS_EXCEEDED"));
});

test("verify: an id that is none is refused, a code that is no text too", async () => {
  const { phoneNumber } = somebody();
  const { challengeId } = await mfa.challenge({ verificationMethod: "SMS", action: "Login", phoneNumber });
  await refused(mfa.verify({ challengeId, verificationCode: 123456 }), 400, "invalid_request");
  await refused(mfa.verify({ challengeId }), 400, "invalid_request");
});

test("claimChallenge: not before it was verified, unless the check is skipped; and once", async () => {
  const { phoneNumber, userId } = somebody();
  const { challengeId } = await mfa.challenge({ verificationMethod: "SMS", action: "Login", phoneNumber });
  await refused(mfa.claimChallenge({ challengeId, userId }), 400, "invalid_request");
  await refused(mfa.claimChallenge({ challengeId: "no-such-id", userId }), 400, "invalid_request");
});

test("getChallenge: what nobody asked is empty or refused, and never another's", async () => {
  const said = await mfa.getChallenge({ challengeId: "no-such-id" }).then(
    (answer) => answer.challengeId,
    (error) => error.statusCode,
  );
  assert.ok(said === undefined || said === 400 || said === 404, `${said}`);
});

test("an enrolment in the person's browser is one that the server sees", async () => {
  const { userId } = somebody();
  const { token } = await mfa.track({ userId, action: "enroll" });
  const { uri } = await client("user-authenticators/totp", token);
  const done = await client("verify/totp", token, { verificationCode: await appCode(uri) });
  assert.equal(done.isVerified, true);
  assert.deepEqual((await mfa.getUser({ userId })).enrolledVerificationMethods.includes("AUTHENTICATOR_APP"), true);
  assert.equal((await mfa.validateChallenge({ token: done.accessToken, userId })).isValid, true);
});
