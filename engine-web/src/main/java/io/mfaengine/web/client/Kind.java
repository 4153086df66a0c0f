package io.mfaengine.web.client;

import io.mfaengine.model.AuthenticatorType;
import org.jspecify.annotations.Nullable;

/**
 * A type of authenticator as the paths of the Client API name it.
 *
 * @param path the last part of a path
 * @param type the type
 * @param address the member of a body in which an enrolment names the address; null if there is none
 */
record Kind(String path, AuthenticatorType type, @Nullable String address) {
    static final Kind EMAIL_OTP = new Kind("email-otp", AuthenticatorType.EMAIL_OTP, "email");
    static final Kind EMAIL_MAGIC_LINK = new Kind("email-magic-link", AuthenticatorType.EMAIL_MAGIC_LINK, "email");
    static final Kind SMS = new Kind("sms", AuthenticatorType.SMS, "phoneNumber");
    static final Kind WHATSAPP = new Kind("whatsapp", AuthenticatorType.WHATSAPP, "phoneNumber");
    static final Kind TOTP = new Kind("totp", AuthenticatorType.AUTHENTICATOR_APP, null);
    static final Kind RECOVERY_CODE = new Kind("recovery-code", AuthenticatorType.RECOVERY_CODE, null);
}
