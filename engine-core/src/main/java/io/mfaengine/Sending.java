package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Provider;
import io.mfaengine.method.Opening;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Refusal;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Spending;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sends one message: first it is paid for, then its question is committed, then it goes. One object for one call, which
 * pays once whatever the conflicts.
 */
final class Sending {
    private static final long MAX_RESEND_WAIT = Duration.ofMinutes(32).toMillis();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Wiring wiring;
    private final Locator locator;
    private final AuthenticatorType type;
    private final long reply;
    private boolean paid;
    private Opening.@Nullable Dispatch dispatch;
    private @Nullable Address to;

    Sending(Wiring wiring, Locator locator, AuthenticatorType type) {
        this.wiring = wiring;
        this.locator = locator;
        this.type = type;
        this.reply = wiring.random().number() | 1;
    }

    /** A message that may not go: the answer, and what to note. */
    record Stop(Refused answer, EventDraft note) {}

    /** What a response from elsewhere has to name; 0 if nothing is sent. */
    long reply() {
        return dispatch == null ? 0 : reply;
    }

    /** Forgets what an earlier try meant to send. */
    void clear() {
        dispatch = null;
    }

    /** What goes once the question is committed. */
    void take(Opening.Dispatch message, Address address) {
        dispatch = message;
        to = address;
    }

    /** How long to wait after so many messages, in milliseconds. */
    long wait(int sends) {
        return Math.min(wiring.limit(Limit.RESEND_WAIT) << (sends - 1), MAX_RESEND_WAIT);
    }

    /** Pays for a message, the one after so many others; null if it may go. */
    @Nullable
    Stop pay(View view, StoredAction action, Address to, boolean verified, int sends, long last) {
        if (sends > 0 && view.now() < last + wait(sends)) {
            return stop(Refused.until(Refusal.TOO_MANY_SENDS, last + wait(sends)));
        }
        if (sends >= wiring.limit(Limit.SENDS_PER_CHALLENGE)) {
            return stop(Refused.because(Refusal.TOO_MANY_SENDS));
        }
        if (!paid) {
            Spending spending = wiring.store().spend(budgets(view, action, to, verified), view.instant());
            if (spending instanceof Spending.Exhausted exhausted) {
                String key = exhausted.which().key();
                return new Stop(
                        Refused.until(Refusal.TOO_MANY_SENDS, exhausted.until().toEpochMilli()),
                        EventDraft.of("sends.exhausted", type).with("budget", key.substring(0, key.indexOf(':'))));
            }
            paid = true;
        }
        return null;
    }

    private Stop stop(Refused refused) {
        return new Stop(
                refused,
                EventDraft.of("attempt.refused", type)
                        .with("reason", refused.reason().name()));
    }

    /** In the order of their keys, so that whoever floods one address takes nothing from others. */
    private List<Budget> budgets(View view, StoredAction action, Address to, boolean verified) {
        List<Budget> budgets = new ArrayList<>();
        Limit perHour = verified ? Limit.SENDS_PER_ADDRESS_HOUR : Limit.SENDS_UNVERIFIED_HOUR;
        Limit perDay = verified ? Limit.SENDS_PER_ADDRESS_DAY : Limit.SENDS_UNVERIFIED_DAY;
        budgets.add(budget(view, "sends.1.address.hour", to.destination(), perHour, HOUR));
        budgets.add(budget(view, "sends.2.address.day", to.destination(), perDay, DAY));
        budgets.add(budget(view, "sends.3.user", view.key().userId(), Limit.SENDS_PER_DAY, DAY));
        if (!action.from().isEmpty()) {
            budgets.add(budget(view, "sends.4.client", action.from(), Limit.SENDS_PER_CLIENT_HOUR, HOUR));
        }
        to.neighbourhood()
                .ifPresent(of -> budgets.add(budget(view, "sends.5.prefix", of, Limit.SENDS_PER_PREFIX_HOUR, HOUR)));
        budgets.add(budget(view, "sends.6.tenant", "", Limit.SENDS_PER_TENANT_HOUR, HOUR));
        Collections.sort(budgets);
        return budgets;
    }

    private Budget budget(View view, String kind, String subject, Limit limit, Duration window) {
        String key = view.tenant().claim(kind, subject).name();
        return new Budget(view.key().tenant(), key, (int) wiring.limit(limit), window);
    }

    /** Sends what the committed question needs; a message whose fate is unknown counts, and the question stays open. */
    Challenge send(Partition partition, Challenge answer) {
        Opening.Dispatch message = dispatch;
        Address address = to;
        if (message == null || address == null || answer instanceof Refused) {
            return answer;
        }
        Locator back = new Locator(
                locator.user(),
                locator.action(),
                answer.open().expiresAt().toEpochMilli(),
                locator.nonceHigh(),
                locator.nonceLow(),
                type.name(),
                reply);
        String sendId =
                Json.base64(ByteBuffer.allocate(Long.BYTES).putLong(reply).array());
        Handle forReply = wiring.handles().reply(back);
        Handle forReceipt = wiring.handles().receipt(back);
        long begun = wiring.now();
        Delivery delivery = wiring.courier().carry(() -> message.send(forReply, forReceipt, sendId));
        boolean gone = delivery.isAccepted() || delivery.fate() == Delivery.Fate.UNKNOWN;
        Challenge told = gone ? answer : Refused.because(Refusal.NOT_SENT);
        // who sends it without a name is the application's own affair, and costs no commit
        return delivery.isAccepted() && delivery.carrier().isEmpty()
                ? told
                : noted(partition, Messages.event(type, address, delivery, wiring.now() - begun), told);
    }

    /** Notes it, best effort: the answer is known already. */
    private Challenge noted(Partition partition, EventDraft event, Challenge answer) {
        try {
            return partition.run(locator.user(), locator.action(), "person", view -> Plan.note(answer, event));
        } catch (MfaException e) {
            return answer;
        }
    }

    /** Takes what a carrier tells of an earlier message; whether its action is still there. */
    record Receiving(Wiring wiring, Partition partition) {
        boolean received(Handle about, Delivery.Callback callback) {
            Locator locator = wiring.handles().openReceipt(about).orElse(null);
            if (locator == null) {
                return false;
            }
            AuthenticatorType type = AuthenticatorType.of(locator.type());
            Provider.Values chosen = Optional.ofNullable(
                            wiring.settings().read().settings().type(type).provider())
                    .map(wiring.settings()::opened)
                    .orElse(null);
            return wiring.methods()
                    .of(type)
                    .flatMap(method -> method.read(callback, chosen))
                    .map(receipt -> received(about, receipt))
                    .orElse(false);
        }

        boolean received(Handle about, Receipt receipt) {
            Locator locator = wiring.handles().openReceipt(about).orElse(null);
            if (locator == null || !noted(locator, receipt)) {
                return false;
            }
            wiring.methods().of(AuthenticatorType.of(locator.type())).ifPresent(method -> method.received(receipt));
            return true;
        }

        private boolean noted(Locator about, Receipt receipt) {
            return partition.run(about.user(), about.action(), "carrier", view -> {
                StoredAction action = view.ownAction();
                if (action == null || !about.opens(action)) {
                    return Plan.answer(false);
                }
                return receipt.status() == Receipt.Status.QUEUED
                        ? Plan.answer(true)
                        : Plan.note(true, Messages.event(AuthenticatorType.of(about.type()), receipt));
            });
        }
    }

    /**
     * Takes messages to their senders in threads of its own, so that a sender that hangs holds nobody up for longer than
     * the engine's patience.
     *
     * @param threads as many as messages are on their way, up to {@link #MOST}
     * @param patience how long to wait for a sender's answer
     */
    record Courier(ExecutorService threads, Duration patience) {
        static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final int MOST = 256;
        private static final int IDLE_SECONDS = 10;

        static Courier patientFor(Duration patience) {
            return new Courier(
                    new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                        Thread thread = new Thread(task, "mfaengine-send");
                        thread.setDaemon(true);
                        return thread;
                    }),
                    patience);
        }

        Delivery carry(Callable<Delivery> message) {
            Future<Delivery> way;
            try {
                way = threads.submit(message);
            } catch (RejectedExecutionException e) {
                return Delivery.UNAVAILABLE;
            }
            try {
                return Objects.requireNonNullElse(
                        way.get(patience.toMillis(), TimeUnit.MILLISECONDS), Delivery.UNKNOWN);
            } catch (ExecutionException e) {
                return Delivery.UNKNOWN;
            } catch (TimeoutException e) {
                way.cancel(true);
                return Delivery.UNKNOWN;
            } catch (InterruptedException e) {
                way.cancel(true);
                Thread.currentThread().interrupt();
                return Delivery.UNKNOWN;
            }
        }
    }

    /** What events say of messages. */
    static final class Messages {
        private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

        private Messages() {}

        /** Who carried a message, to which country, and how long it took, or why not. */
        static EventDraft event(AuthenticatorType type, Address to, Delivery delivery, long millis) {
            EventDraft event = delivery.isAccepted()
                    ? EventDraft.of("message.sent", type)
                    : EventDraft.of("message.failed", type)
                            .with("fate", delivery.fate().name());
            String country =
                    to.region().filter(code -> COUNTRY.matcher(code).matches()).orElse(null);
            if (country != null) {
                event = event.with("country", country);
            }
            if (delivery.cause() != Delivery.Cause.UNSAID) {
                event = event.with("cause", delivery.cause().name());
            }
            if (!delivery.carrier().isEmpty()) {
                event = event.with("by", delivery.carrier()).with("millis", Long.toString(millis));
            }
            if (!delivery.reference().isEmpty()) {
                event = event.with("reference", delivery.reference());
            }
            if (delivery.segments() > 0) {
                event = event.with("segments", Integer.toString(delivery.segments()));
            }
            return delivery.before() == null ? event : event.with("before", before(delivery.before()));
        }

        /** The attempts before, the first one first. */
        private static String before(Delivery delivery) {
            String one = delivery.carrier() + ":" + delivery.cause() + ":"
                    + delivery.took().toMillis();
            return delivery.before() == null ? one : before(delivery.before()) + " " + one;
        }

        /** What a carrier told later. */
        static EventDraft event(AuthenticatorType type, Receipt receipt) {
            EventDraft event = EventDraft.of("message.receipt", type)
                    .with("status", receipt.status().name())
                    .with("by", receipt.carrier())
                    .with("reference", receipt.reference());
            return receipt.cause() == Delivery.Cause.UNSAID
                    ? event
                    : event.with("cause", receipt.cause().name());
        }
    }
}
