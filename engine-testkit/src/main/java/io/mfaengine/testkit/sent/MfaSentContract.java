package io.mfaengine.testkit.sent;

import io.mfaengine.store.MfaStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the engine promises of codes and links that it sends, and of the addresses that they go to, as tests over a store.
 * Extend it beside {@link io.mfaengine.testkit.engine.MfaEngineContract} and give the same factory.
 */
public abstract class MfaSentContract
        implements TextedRules,
                ClaimedRules,
                MailedRules,
                LinkRules,
                SendLimitRules,
                SendCostRules,
                AddressRules,
                CountryRules,
                MovedRules,
                ProfileRules,
                SenderRules,
                ReceiptRules,
                WordedRules,
                ProviderRules,
                UnsaidRules {
    private @Nullable Post post;

    /** For the tests of a store. */
    protected MfaSentContract() {}

    /**
     * Makes a store that is empty. It is called before each test, and the store closed after it.
     *
     * @return a store without any record
     * @throws Exception if that fails, which fails the test
     */
    protected abstract MfaStore newStore() throws Exception;

    /**
     * Makes another handle onto the same data, as another process would have.
     *
     * @param store what {@link #newStore()} made
     * @return by default the same store
     * @throws Exception if that fails, which fails the test
     */
    protected MfaStore anotherHandle(MfaStore store) throws Exception {
        return store;
    }

    @BeforeEach
    final void openPost() throws Exception {
        MfaStore store = newStore();
        post = new Post(store, anotherHandle(store));
    }

    @AfterEach
    final void closePost() {
        post().mfa.close();
        post().other.close();
    }

    @Override
    @SuppressWarnings("exports") // an interface's methods are public; the post is for the rules only
    public final Post post() {
        return Objects.requireNonNull(post, "post");
    }
}
