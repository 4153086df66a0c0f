package io.mfaengine.delivery;

import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Delivery.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives a message to one carrier after the other, until one takes it, or perhaps did. Thread-safe. */
final class Relay<M> {
    /** Who ignores interrupts keeps a thread, but not all of them. */
    private static final int AT_ONCE = 64;

    private static final int REMEMBERED = 1_000;

    private final Set<String> heard = new LinkedHashSet<>();
    private final Duration deadline;
    private final InstantSource clock;
    private final List<Carrier<M>> carriers = new ArrayList<>();

    Relay(Duration deadline, InstantSource clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    private record Carrier<M>(
            String name, Function<M, Delivery> sends, Consumer<Receipt> hears, Health health, Semaphore places) {}

    void add(String name, Function<M, Delivery> sends, Consumer<Receipt> hears) {
        String known = name.isEmpty() ? Integer.toString(carriers.size() + 1) : name;
        carriers.add(new Carrier<>(known, sends, hears, new Health(), new Semaphore(AT_ONCE)));
    }

    Delivery send(M message) {
        Instant begun = clock.instant();
        @Nullable Delivery last = null;
        for (Carrier<M> carrier : inTurn(begun)) {
            Instant now = clock.instant();
            Duration left = deadline.minus(Duration.between(begun, now));
            if (last != null && (left.isNegative() || left.isZero())) {
                break;
            }
            carrier.health().tried();
            Delivery said = attempt(carrier, message, left);
            Duration took = Duration.between(now, clock.instant());
            String name = said.carrier().isEmpty() ? carrier.name() : said.carrier();
            last = said.by(name, said.reference())
                    .took(took.isNegative() ? Duration.ZERO : took)
                    .after(last);
            note(carrier.health(), last);
            if (last.fate() == Fate.ACCEPTED || last.fate() == Fate.UNKNOWN) {
                break;
            }
        }
        return last == null ? Delivery.UNAVAILABLE : last;
    }

    /** Those that are up in their order; then those that rest, for better them than nobody. */
    private List<Carrier<M>> inTurn(Instant now) {
        List<Carrier<M>> up = new ArrayList<>();
        List<Carrier<M>> resting = new ArrayList<>();
        for (Carrier<M> carrier : carriers) {
            (carrier.health().isUp(now) ? up : resting).add(carrier);
        }
        resting.sort(Comparator.comparing(carrier -> carrier.health().restsUntil()));
        up.addAll(resting);
        return up;
    }

    private Delivery attempt(Carrier<M> carrier, M message, Duration left) {
        if (!carrier.places().tryAcquire()) {
            return Delivery.UNAVAILABLE.because(Cause.THROTTLED);
        }
        FutureTask<Delivery> task = new FutureTask<>(() -> {
            try {
                return carrier.sends().apply(message);
            } finally {
                carrier.places().release();
            }
        });
        Thread thread = new Thread(task, "mfaengine-failover");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Delivery.UNKNOWN;
        } catch (TimeoutException e) {
            task.cancel(true);
            return Delivery.UNKNOWN.because(Cause.NO_ANSWER);
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return Delivery.UNKNOWN.because(Cause.NO_ANSWER);
        }
    }

    private void note(Health health, Delivery delivery) {
        switch (delivery.fate()) {
            // who refuses a message answers, and so is well
            case ACCEPTED, REFUSED -> health.succeeded();
            case UNAVAILABLE -> health.failed(clock.instant(), false);
            case UNKNOWN -> health.failed(clock.instant(), true);
        }
    }

    void received(Receipt receipt) {
        for (Carrier<M> carrier : carriers) {
            if (carrier.name().equals(receipt.carrier())) {
                hear(carrier.health(), receipt);
            }
            carrier.hears().accept(receipt);
        }
    }

    /** A carrier may tell the same more than once, and each message counts once. */
    private boolean isNew(String reference) {
        synchronized (heard) {
            if (heard.size() >= REMEMBERED) {
                heard.remove(heard.iterator().next());
            }
            return heard.add(reference);
        }
    }

    private void hear(Health health, Receipt receipt) {
        // a number that doesn't exist says nothing about who tried it
        boolean tells = receipt.status() == Receipt.Status.DELIVERED
                || (receipt.status() == Receipt.Status.UNDELIVERED && receipt.cause() != Cause.BAD_ADDRESS);
        if (tells && isNew(receipt.reference())) {
            health.arrived(receipt.status() == Receipt.Status.DELIVERED, clock.instant());
        }
    }
}
