// Actions, validations and challenges.
import assert from "node:assert/strict";
import { test } from "node:test";
import { appCode, code, later, now, sent, somebody, wrongCode } from "./desk.mjs";
import { client, enrolled, mfa, passed, refused } from "./node-client.mjs";

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
