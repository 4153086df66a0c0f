package io.mfaengine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ChainLink.ChainCheck;
import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.StoredEvent.Attributes;
import io.mfaengine.crypto.KeyedHash;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.UserKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@Requirement("R92")
class ChainTest {
    private static final KeyedHash KEY = KeyedHash.of(new byte[32], "chain");
    private static final KeyedHash OTHER_KEY = KeyedHash.of(new byte[32], "other");
    private static final UserKey USER = new UserKey("main", "usr_123");

    /** A chain of so many events, one a second. */
    private static List<EventRecord> chain(int length) {
        List<EventRecord> chain = new ArrayList<>();
        ChainHead head = ChainHead.START;
        for (int i = 1; i <= length; i++) {
            StoredEvent bare = new StoredEvent(i * 1_000L, "user.updated", "host", null, sorted(), null);
            ChainLink link = ChainLink.after(head, 7, KEY, USER, "id" + i, bare);
            chain.add(new EventRecord(USER, "id" + i, Instant.EPOCH, bare.linked(link)));
            head = link.head(bare.at());
        }
        return chain;
    }

    private static Attributes sorted(String... namesAndValues) {
        Attributes sorted = Attributes.NONE;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sorted = sorted.with(namesAndValues[i], namesAndValues[i + 1]);
        }
        return sorted;
    }

    private static ChainHead end(List<EventRecord> chain) {
        StoredEvent last = StoredEvent.of(chain.get(chain.size() - 1));
        return Objects.requireNonNull(last.link()).head(last.at());
    }

    @Test
    void everyPartOfAnEventIsCovered() {
        ActionKey action = new ActionKey("transfer", "k");
        StoredEvent event = new StoredEvent(1, "a", "b", action, sorted("c", "d"), null);
        ChainLink link = ChainLink.after(ChainHead.START, 7, KEY, USER, "id", event);
        List<ChainLink> others = List.of(
                ChainLink.after(new ChainHead(0, 1, 0, 0), 7, KEY, USER, "id", event),
                ChainLink.after(new ChainHead(0, 0, 1, 0), 7, KEY, USER, "id", event),
                ChainLink.after(new ChainHead(1, 0, 0, 0), 7, KEY, USER, "id", event),
                ChainLink.after(new ChainHead(0, 0, 0, 1), 7, KEY, USER, "id", event),
                ChainLink.after(ChainHead.START, 8, KEY, USER, "id", event),
                ChainLink.after(ChainHead.START, 7, OTHER_KEY, USER, "id", event),
                ChainLink.after(ChainHead.START, 7, KEY, new UserKey("main", "usr_124"), "id", event),
                ChainLink.after(ChainHead.START, 7, KEY, new UserKey("globex", "usr_123"), "id", event),
                ChainLink.after(ChainHead.START, 7, KEY, USER, "id2", event),
                of(new StoredEvent(2, "a", "b", action, sorted("c", "d"), null)),
                of(new StoredEvent(1, "ab", "", action, sorted("c", "d"), null)),
                of(new StoredEvent(1, "a", "c", action, sorted("c", "d"), null)),
                of(new StoredEvent(1, "a", "b", null, sorted("c", "d"), null)),
                of(new StoredEvent(1, "a", "b", new ActionKey("transfer", "l"), sorted("c", "d"), null)),
                of(new StoredEvent(1, "a", "b", action, sorted("c", "e"), null)),
                of(new StoredEvent(1, "a", "b", action, sorted("d", "c"), null)),
                of(new StoredEvent(1, "a", "b", action, sorted("c", "d", "e", "f"), null)),
                of(new StoredEvent(1, "a", "b", action, sorted(), null)));
        assertThat(others).allSatisfy(other -> assertThat(other.high()).isNotEqualTo(link.high()));
        assertThat(others).extracting(ChainLink::high).doesNotHaveDuplicates();
    }

    private static ChainLink of(StoredEvent event) {
        return ChainLink.after(ChainHead.START, 7, KEY, USER, "id", event);
    }

    @Test
    void aWholeChainIsWholeInAnyOrder() {
        List<EventRecord> chain = chain(10);
        ChainHead end = end(chain);
        Collections.reverse(chain);
        assertThat(new ChainCheck(KEY, 0).firstBroken(chain, end)).isNull();
        assertThat(new ChainCheck(OTHER_KEY, 0).firstBroken(chain, end)).isNotNull();
    }

    @Test
    void whatIsBehindTheEndIsLeftToTheNextCheck() {
        List<EventRecord> chain = chain(10);
        ChainHead end = end(chain.subList(0, 6));
        chain.remove(7);
        assertThat(new ChainCheck(KEY, 0).firstBroken(chain, end)).isNull();
        assertThat(new ChainCheck(KEY, 0).firstBroken(chain(5), end))
                .extracting(EventRecord::id)
                .isEqualTo("id5");
    }

    @Test
    void onlyWhatIsOlderThanTheRetentionMayBeMissing() {
        for (int oldest = 0; oldest <= 10; oldest++) {
            for (int gone = 0; gone < 9; gone++) {
                List<EventRecord> chain = chain(10);
                ChainHead end = end(chain);
                EventRecord next = chain.get(gone + 1);
                chain.remove(gone);
                EventRecord broken = new ChainCheck(KEY, oldest * 1_000L).firstBroken(chain, end);
                if (gone + 1 <= oldest) {
                    assertThat(broken).as(gone + " with " + oldest).isNull();
                } else {
                    assertThat(broken).as(gone + " with " + oldest).isEqualTo(next);
                }
            }
        }
    }
}
