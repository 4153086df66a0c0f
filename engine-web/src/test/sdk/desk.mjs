// What the test around us tells and does: it holds the outbox, the phone and the clock.
const desk = globalThis.process?.env.MFA_DESK ?? `${location.origin}/desk`;

async function ask(method, path, query) {
  const answer = await fetch(`${desk}${path}?${new URLSearchParams(query)}`, { method });
  if (!answer.ok) {
    throw new Error(`the desk said ${answer.status} to ${path}: ${await answer.text()}`);
  }
  return answer.text();
}

/** The code in the newest message to an address. */
export const code = (to) => ask("GET", "/code", { to });
/** A code that no message held. */
export const wrongCode = () => ask("GET", "/wrong-code", {});
/** The code that a phone shows which scanned this otpauth URI. */
export const appCode = (uri) => ask("GET", "/app-code", { uri });
/** How many messages were sent so far. */
export const sent = async () => Number(await ask("GET", "/sent", {}));
/** A user who has one more authenticator, proved elsewhere. */
export const enroll = (userId, type, proved) => ask("POST", "/enroll", { userId, type, proved });
/** Tracks an action, as the application does; the token for its browser. */
export const track = (userId, action) => ask("POST", "/track", { userId, action });
/** Whether a token stands for a passed challenge. */
export const valid = async (token, userId, action) => (await ask("POST", "/valid", { token, userId, action })) === "true";
/** Answers the link in the newest message to an address, in no browser that we know of. */
export const answerLink = (to) => ask("POST", "/answer-link", { to });
/** What time the engine has, in milliseconds. */
export const now = async () => Number(await ask("GET", "/now", {}));
/** Lets time pass. */
export const later = (seconds) => ask("POST", "/later", { seconds });

let people = 0;
/** A user, a number and an address that nobody had before. */
export function somebody() {
  people++;
  const n = String(people).padStart(3, "0");
  return { userId: `usr_${n}`, phoneNumber: `+64271${n}0${n}`, email: `person${n}@example.com` };
}
