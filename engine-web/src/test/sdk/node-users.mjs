// Users and what they hold. What is asserted is what the client shows to those who call it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AuthsignalError } from "@authsignal/node";
import { now, sent, somebody } from "./desk.mjs";
import { UNAUTHORIZED, client, enrolled, mfa, refused, stranger } from "./node-client.mjs";

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
