package io.mfaengine.method;

import io.mfaengine.delivery.Address;
import io.mfaengine.model.Refusal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a method makes of a response. */
public sealed interface Check {
    /**
     * The response proves that the person holds an authenticator.
     *
     * @param which the authenticator
     * @param next what to keep of it from now on, with the response burnt
     * @return the verdict
     */
    static Accepted accept(AuthenticatorMethod.Held which, Data next) {
        return new Accepted(which, next, Set.of());
    }

    /**
     * The response proves a new authenticator.
     *
     * @param label what to call it, nothing secret
     * @param first what to keep of it, with the response burnt
     * @return the verdict
     */
    static Enrolled enroll(String label, Data first) {
        return new Enrolled(label, first, null, Set.of(), 1);
    }

    /**
     * The response proves a new authenticator at an address. Its label is the masked form of it, and the engine keeps it
     * as {@link Field#ADDRESS}.
     *
     * @param address where it is
     * @param first what else to keep of it, with the response burnt
     * @return the verdict
     */
    static Enrolled enroll(Address address, Data first) {
        Data kept = first.with(Field.ADDRESS, address.canonical());
        return new Enrolled(address.masked(), kept, address, Set.of(), 1);
    }

    /**
     * The response proves nothing.
     *
     * @param why why not; only {@link Refusal#WRONG_RESPONSE} counts as a guess
     * @return the verdict
     */
    static Rejected reject(Refusal why) {
        return new Rejected(why, null, false);
    }

    /**
     * The person holds an authenticator.
     *
     * @param which the authenticator
     * @param next what to keep of it from now on
     * @param amr how it was proved, RFC 8176
     */
    record Accepted(AuthenticatorMethod.Held which, Data next, Set<String> amr) implements Check {
        /** Copies the set. {@inheritDoc} */
        public Accepted {
            amr = Set.copyOf(amr);
        }

        /**
         * Says how it was proved.
         *
         * @param values authentication method references of RFC 8176
         * @return a changed copy
         */
        public Accepted amr(String... values) {
            return new Accepted(which, next, Set.of(values));
        }
    }

    /**
     * The person holds a new authenticator.
     *
     * @param label what to call it
     * @param first what to keep of it
     * @param address where it is; null if it is nowhere in particular
     * @param claims what no more than {@code holders} users may hold
     * @param holders how many users may hold each of the claims, 1 to 100
     */
    record Enrolled(String label, Data first, @Nullable Address address, Set<String> claims, int holders)
            implements Check {
        /** Copies the set. {@inheritDoc} */
        public Enrolled {
            claims = Set.copyOf(claims);
        }

        /**
         * Says what no two users may hold.
         *
         * @param unique for example a credential id
         * @return a changed copy
         */
        public Enrolled claim(String unique) {
            return sharedBy(1, unique);
        }

        /**
         * Says what only so many users may hold.
         *
         * @param holders how many users, 1 to 100
         * @param shared for example a number
         * @return a changed copy
         * @throws IllegalArgumentException if the count is out of range
         */
        public Enrolled sharedBy(int holders, String shared) {
            if (holders < 1 || holders > 100) {
                throw new IllegalArgumentException("holders must be 1 to 100, it is " + holders);
            }
            return new Enrolled(label, first, address, Set.of(shared), holders);
        }
    }

    /**
     * Nothing is proved.
     *
     * @param why why not
     * @param retryAt when it could be otherwise; null if that isn't known
     * @param burns whether the question is over
     */
    record Rejected(Refusal why, @Nullable Instant retryAt, boolean burns) implements Check {
        /**
         * Says when it could be otherwise.
         *
         * @param when the instant
         * @return a changed copy
         */
        public Rejected retryAt(Instant when) {
            return new Rejected(why, when, burns);
        }

        /**
         * Ends the question.
         *
         * @return a changed copy
         */
        public Rejected burn() {
            return new Rejected(why, retryAt, true);
        }
    }
}
