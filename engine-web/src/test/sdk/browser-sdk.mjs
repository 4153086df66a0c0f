// Every call of the official browser client for the types that exist, as it comes from its registry, in a page of another
// origin than the server's. What happened is left in window.results for the test that opened the page.
import {
  answerLink, appCode, code, enroll, later, sent, somebody, track, valid, wrongCode,
} from "/desk.mjs";

const baseUrl = new URLSearchParams(location.search).get("api");
let expirations = 0;
const client = new authsignal.Authsignal({ tenantId: "default", baseUrl, onTokenExpired: () => expirations++ });

class Wrong extends Error {}
function same(actual, expected, what = "") {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    throw new Wrong(`${what} expected ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`);
  }
}
function yes(fact, what) {
  if (!fact) {
    throw new Wrong(`not so: ${what}`);
  }
}
/** What a call answered that succeeded. */
function data(answer) {
  same(answer.errorCode, undefined, answer.errorDescription);
  same(answer.error, undefined);
  yes(answer.data, `no data in ${JSON.stringify(answer)}`);
  return answer.data;
}
function refused(answer, errorCode) {
  same(answer.errorCode, errorCode);
  yes(answer.errorDescription, "no description");
  same(answer.data, undefined);
}
/** Tracks an action of somebody, and gives its token to the client. */
async function begin(userId, action = "sign-in") {
  const token = await track(userId, action);
  client.setToken(token);
  return token;
}

/** What the three kinds of typed codes have in common. */
async function codesAreSentAndVerified(kind, type, who, address, enrollment) {
  let token = await begin(who.userId);
  if (enrollment) {
    const begun = data(await client[kind].enroll(enrollment));
    same(begun.userId, who.userId);
    yes(begun.userAuthenticatorId, "userAuthenticatorId");
  } else {
    yes(data(await client[kind].challenge()).challengeId, "challengeId");
  }
  const wrong = data(await client[kind].verify({ code: await wrongCode() }));
  same(wrong.isVerified, false);
  same(wrong.failureReason, "CODE_INVALID_OR_EXPIRED");
  same(wrong.token, undefined);
  same(await valid(token, who.userId, "sign-in"), false);

  const right = data(await client[kind].verify({ code: await code(address) }));
  same(right.isVerified, true);
  same(right.failureReason, undefined);
  same(right.userAuthenticator?.verificationMethod, enrollment ? type : undefined);
  same(await valid(right.token, who.userId, "sign-in"), true);
  if (!enrollment) {
    return;
  }
  token = await begin(who.userId, "transfer");
  yes(data(await client[kind].challenge()).challengeId, "challengeId");
  const passed = data(await client[kind].verify({ code: await code(address) }));
  same(passed.isVerified, true);
  same(passed.userAuthenticator, undefined);
  same(await valid(passed.token, who.userId, "transfer"), true);
}

/** The link is answered while the client polls. */
async function answered(email) {
  const polled = client.emailML.checkVerificationStatus();
  await answerLink(email);
  return data(await polled);
}

const tests = {
  "a code by e-mail: enroll, verify, challenge": async () => {
    const who = somebody();
    await codesAreSentAndVerified("email", "EMAIL_OTP", who, who.email, { email: who.email });
  },
  "a code by SMS: enroll, verify, challenge": async () => {
    const who = somebody();
    await codesAreSentAndVerified("sms", "SMS", who, who.phoneNumber, { phoneNumber: who.phoneNumber });
  },
  "a code by WhatsApp: challenge, verify": async () => {
    const who = somebody();
    await enroll(who.userId, "WHATSAPP", who.phoneNumber);
    await codesAreSentAndVerified("whatsapp", "WHATSAPP", who, who.phoneNumber, null);
  },
  "an app: enroll, verify, and verify without a challenge call": async () => {
    const { userId } = somebody();
    await begin(userId);
    const begun = data(await client.totp.enroll());
    same(begun.userId, userId);
    yes(begun.userAuthenticatorId, "userAuthenticatorId");
    yes(begun.uri.startsWith("otpauth://totp/"), "uri");
    yes(begun.uri.includes(`secret=${begun.secret}`), "secret");
    same(data(await client.totp.verify({ code: "000000x" })).isVerified, false);
    const enrolled = data(await client.totp.verify({ code: await appCode(begun.uri) }));
    same(enrolled.isVerified, true);
    same(enrolled.userAuthenticator.verificationMethod, "AUTHENTICATOR_APP");
    same(enrolled.userAuthenticator.userAuthenticatorId, begun.userAuthenticatorId);
    same(await valid(enrolled.token, userId, "sign-in"), true);

    await begin(userId, "transfer");
    const again = data(await client.totp.verify({ code: await appCode(begun.uri) }));
    same(again.isVerified, false, "the code that confirmed is used up");
    await later(60);
    const passed = data(await client.totp.verify({ code: await appCode(begun.uri) }));
    same(passed.isVerified, true);
    same(await valid(passed.token, userId, "transfer"), true);
  },
  "a link by e-mail: enroll, challenge; the poll ends when it was answered elsewhere": async () => {
    const { userId, email } = somebody();
    await begin(userId);
    const begun = data(await client.emailML.enroll({ email }));
    same(begun.userId, userId);
    yes(begun.userAuthenticatorId, "userAuthenticatorId");
    yes(begun.challengeId, "challengeId");
    const enrolled = await answered(email);
    same(enrolled.isVerified, true);
    same(await valid(enrolled.token, userId, "sign-in"), true);

    await begin(userId, "transfer");
    yes(data(await client.emailML.challenge()).challengeId, "challengeId");
    const passed = await answered(email);
    same(passed.isVerified, true);
    same(await valid(passed.token, userId, "transfer"), true);
  },
  "after five wrong codes the client is told so, and then to wait": async () => {
    const { userId, phoneNumber } = somebody();
    await enroll(userId, "SMS", phoneNumber);
    await begin(userId);
    data(await client.sms.challenge());
    const reasons = [];
    for (let guess = 0; guess < 5; guess++) {
      reasons.push(data(await client.sms.verify({ code: await wrongCode() })).failureReason);
    }
    same(reasons.slice(0, 4), Array(4).fill("CODE_INVALID_OR_EXPIRED"));
    same(reasons[4], "MAX_ATTEMPTS_EXCEEDED");
    refused(await client.sms.verify({ code: await code(phoneNumber) }), "too_many_requests");
  },
  "another message too soon is refused, and none is sent": async () => {
    const { userId, email } = somebody();
    await enroll(userId, "EMAIL_OTP", email);
    await begin(userId);
    data(await client.email.challenge());
    const before = await sent();
    refused(await client.email.challenge(), "too_many_requests");
    same(await sent(), before);
    await later(31);
    data(await client.email.challenge());
    same(await sent(), before + 1);
  },
  "what is no address, no number and no type that the user has is refused": async () => {
    await begin(somebody().userId);
    refused(await client.email.enroll({ email: "nobody" }), "invalid_request");
    refused(await client.emailML.enroll({ email: "" }), "invalid_request");
    refused(await client.sms.enroll({ phoneNumber: "+33612345678" }), "invalid_request");
    for (const kind of ["email", "emailML", "sms", "whatsapp"]) {
      refused(await client[kind].challenge(), "invalid_request");
    }
  },
  "who is enrolled adds nothing without a passed challenge": async () => {
    const { userId, phoneNumber, email } = somebody();
    await enroll(userId, "SMS", phoneNumber);
    await begin(userId);
    const before = await sent();
    refused(await client.email.enroll({ email }), "challenge_required");
    refused(await client.totp.enroll(), "challenge_required");
    same(await sent(), before);
  },
  "a token that is over is told so, and a forged one is refused": async () => {
    const { userId, email } = somebody();
    await begin(userId);
    await later(601);
    const before = expirations;
    refused(await client.email.enroll({ email }), "expired_token");
    refused(await client.totp.verify({ code: "123456" }), "expired_token");
    same(expirations, before + 2);
    client.setToken("forged");
    refused(await client.email.enroll({ email }), "unauthorized");
    same(expirations, before + 2);
  },
  "calls with cookies are answered too, and reads are": async () => {
    const { userId, phoneNumber } = somebody();
    await enroll(userId, "SMS", phoneNumber);
    const token = await begin(userId);
    const call = (method, path) => fetch(`${baseUrl}/client/${path}`, {
      method,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: method === "POST" ? "{}" : undefined,
      credentials: "include",
    }).then((answer) => answer.json());
    const { challengeOptions } = await call("POST", "init");
    same(challengeOptions.token, token);
    same(challengeOptions.defaultVerificationMethod, "SMS");
    same(challengeOptions.verificationMethods.includes("SMS"), true);
    same((await call("GET", "user-authenticators"))[0].verificationMethod, "SMS");
    yes((await call("GET", "authenticators")).some((one) => one.verificationMethod === "EMAIL_OTP"), "EMAIL_OTP");
  },
};

/** From an origin that is not listed the browser lets nothing through. */
const foreign = {
  "a page of an origin that is not listed can't call": async () => {
    const token = await begin(somebody().userId);
    const before = await sent();
    for (const credentials of ["omit", "include"]) {
      const call = fetch(`${baseUrl}/client/user-authenticators/email-otp`, {
        method: "POST",
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
        body: JSON.stringify({ email: somebody().email }),
        credentials,
      });
      same(await call.then(() => "answered", (error) => error.name), "TypeError");
    }
    same(await sent(), before);
  },
};

const results = [];
for (const [name, test] of Object.entries(location.hostname === "localhost" ? tests : foreign)) {
  try {
    await test();
    results.push(`ok ${name}`);
  } catch (error) {
    results.push(`FAILED ${name}: ${error instanceof Wrong ? error.message : error.stack}`);
  }
}
window.results = results;
