// The official client reads a webhook that came in: its secret, header and raw body are in the environment.
import { Authsignal } from "@authsignal/node";

const { MFA_SECRET, HOOK_HEADER, HOOK_BODY } = process.env;
const authsignal = new Authsignal({ apiSecretKey: MFA_SECRET, apiUrl: "http://127.0.0.1:9/v1" });
const event = authsignal.webhook.constructEvent(HOOK_BODY, HOOK_HEADER);
console.log(JSON.stringify(event));
