// The official Node client, as it comes from its registry, and what its tests have in common.
import assert from "node:assert/strict";
import { Authsignal, AuthsignalError } from "@authsignal/node";
import { code, somebody } from "./desk.mjs";

const apiUrl = process.env.MFA_URL;
export const mfa = new Authsignal({ apiSecretKey: process.env.MFA_SECRET, apiUrl });
export const stranger = new Authsignal({ apiSecretKey: "not-the-key", apiUrl });

export const UNAUTHORIZED =
  "The request is unauthorized. Check that your API key and region base URL are correctly configured.";

/** That a call fails with a code, and in the client's own kind of error. */
export async function refused(call, statusCode, errorCode, description) {
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
export async function enrolled() {
  const who = somebody();
  await mfa.enrollVerifiedAuthenticator({
    userId: who.userId,
    attributes: { verificationMethod: "SMS", phoneNumber: who.phoneNumber },
  });
  return who;
}

/** A call of the Client API, as the person's browser makes it. */
export async function client(path, token, body) {
  const answer = await fetch(`${apiUrl}/client/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: body && JSON.stringify(body),
  });
  return answer.json();
}

/** Tracks an action and passes its challenge. */
export async function passed(who, action) {
  const tracked = await mfa.track({ userId: who.userId, action });
  await client("challenge/sms", tracked.token);
  const answer = await client("verify/sms", tracked.token, { verificationCode: await code(who.phoneNumber) });
  assert.equal(answer.isVerified, true, JSON.stringify(answer));
  return tracked;
}
