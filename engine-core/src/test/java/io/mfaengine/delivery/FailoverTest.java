package io.mfaengine.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Delivery.Receipt;
import io.mfaengine.delivery.Delivery.Receipt.Status;
import io.mfaengine.requirements.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who carries a message when another can't. */
class FailoverTest {
    private static final Sms MESSAGE = new Sms(
            "sendId-0001", Sms.Channel.SMS, PhoneNumber.parse("+64271000001").orElseThrow(), "123456", Locale.ENGLISH);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T09:00:00Z"));
    private final InstantSource clock = now::get;
    private final Carrier first = new Carrier("one");
    private final Carrier second = new Carrier("two");
    private final SmsSender both = Failover.standard().clock(clock).sms(first, second);

    /** A sender that does what a test says, and counts. */
    private static final class Carrier implements SmsSender {
        private final String name;
        private final List<Receipt> heard = new CopyOnWriteArrayList<>();
        private volatile Supplier<Delivery> fate = () -> Delivery.ACCEPTED;
        private final AtomicInteger asked = new AtomicInteger();

        Carrier(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Delivery send(Sms message) {
            asked.incrementAndGet();
            return fate.get();
        }

        @Override
        public void received(Receipt receipt) {
            heard.add(receipt);
        }
    }

    private void move(Duration by) {
        now.updateAndGet(at -> at.plus(by));
    }

    private String carrier() {
        return both.send(MESSAGE).carrier();
    }

    @Test
    void theFirstCarriesWhileItCan() {
        assertThat(both.send(MESSAGE)).isEqualTo(Delivery.ACCEPTED.by("one", ""));
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void whatTheFirstDidNotSendTheSecondCarriesAndTheFirstIsTold() {
        for (Delivery no : List.of(
                Delivery.UNAVAILABLE.because(Cause.UNAVAILABLE),
                Delivery.UNAVAILABLE.because(Cause.UNPAID),
                Delivery.REFUSED.because(Cause.REFUSED),
                Delivery.REFUSED.because(Cause.BAD_ADDRESS))) {
            first.fate = () -> {
                move(Duration.ofSeconds(2));
                return no;
            };
            Delivery delivery = both.send(MESSAGE);
            assertThat(delivery.isAccepted()).isTrue();
            assertThat(delivery.carrier()).isEqualTo("two");
            assertThat(delivery.before()).isEqualTo(no.by("one", "").took(Duration.ofSeconds(2)));
        }
    }

    @Test
    @Requirement("R40")
    void whatTheFirstPerhapsSentNobodyElseSendsUntilThePersonAsksAgain() {
        for (Supplier<Delivery> perhaps : List.<Supplier<Delivery>>of(
                () -> Delivery.UNKNOWN,
                () -> {
                    throw new IllegalStateException("canary");
                },
                () -> {
                    throw new StackOverflowError("canary");
                })) {
            first.fate = perhaps;
            Delivery delivery = both.send(MESSAGE);
            assertThat(delivery.fate()).isEqualTo(Fate.UNKNOWN);
            assertThat(delivery.carrier()).isEqualTo("one");
            assertThat(second.asked).hasValue(0);
            move(Duration.ofSeconds(30));
            assertThat(carrier()).as("asked again").isEqualTo("two");
            move(Duration.ofHours(1));
            first.fate = () -> Delivery.ACCEPTED;
            assertThat(carrier()).isEqualTo("one");
            second.asked.set(0);
        }
    }

    @Test
    @Requirement("R40")
    void aSenderThatHangsIsInterruptedAtTheDeadline() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        SmsSender hangs = message -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Delivery.ACCEPTED;
        };
        SmsSender hasty = Failover.standard()
                .clock(clock)
                .deadline(Duration.ofMillis(500))
                .sms(hangs, second);
        Delivery delivery = hasty.send(MESSAGE);
        assertThat(delivery.fate()).isEqualTo(Fate.UNKNOWN);
        assertThat(delivery.cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(delivery.carrier()).as("it has no name, but a place").isEqualTo("1");
        interrupted.await();
        assertThat(hasty.send(MESSAGE).carrier()).isEqualTo("two");
    }

    @Test
    void afterThreeFailuresItRestsAndThenOneMessageTriesIt() {
        first.fate = () -> Delivery.UNAVAILABLE;
        for (int message = 0; message < 3; message++) {
            assertThat(carrier()).isEqualTo("two");
        }
        assertThat(first.asked).hasValue(3);
        assertThat(carrier()).isEqualTo("two");
        assertThat(first.asked).as("it rests").hasValue(3);
        move(Duration.ofSeconds(60));
        assertThat(carrier()).isEqualTo("two");
        assertThat(first.asked).as("it was tried, in vain").hasValue(4);
        move(Duration.ofSeconds(119));
        assertThat(carrier()).isEqualTo("two");
        assertThat(first.asked).as("it rests for twice as long").hasValue(4);
        move(Duration.ofSeconds(1));
        first.fate = () -> Delivery.ACCEPTED;
        assertThat(carrier()).as("back again").isEqualTo("one");
        assertThat(carrier()).isEqualTo("one");
    }

    @Test
    void whileOneMessageTriesItOthersGoByTheNext() throws Exception {
        first.fate = () -> Delivery.UNKNOWN;
        assertThat(carrier()).isEqualTo("one");
        move(Duration.ofMinutes(2));
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        first.fate = () -> {
            tried.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Delivery.ACCEPTED;
        };
        AtomicReference<Delivery> probe = new AtomicReference<>();
        Thread other = new Thread(() -> probe.set(both.send(MESSAGE)));
        other.start();
        tried.await();
        assertThat(carrier()).isEqualTo("two");
        goOn.countDown();
        other.join();
        assertThat(Objects.requireNonNull(probe.get()).carrier()).isEqualTo("one");
        first.fate = () -> Delivery.ACCEPTED;
        assertThat(carrier()).isEqualTo("one");
    }

    @Test
    void whoRestsIsAskedAllTheSameBeforeNobodyIs() {
        first.fate = () -> Delivery.UNKNOWN;
        assertThat(carrier()).isEqualTo("one");
        second.fate = () -> Delivery.UNAVAILABLE;
        first.fate = () -> Delivery.ACCEPTED;
        Delivery delivery = both.send(MESSAGE);
        assertThat(delivery.carrier()).isEqualTo("one");
        assertThat(delivery.before()).isEqualTo(Delivery.UNAVAILABLE.by("two", ""));
    }

    @Test
    void nobodyIsAskedAfterTheDeadline() {
        first.fate = () -> {
            move(Duration.ofSeconds(8));
            return Delivery.UNAVAILABLE;
        };
        assertThat(both.send(MESSAGE).isAccepted()).isFalse();
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void whoRefusesOneMessageIsWellAndWhoCanNotIsNot() {
        first.fate = () -> Delivery.REFUSED.because(Cause.BAD_ADDRESS);
        for (int message = 0; message < 10; message++) {
            assertThat(carrier()).isEqualTo("two");
        }
        assertThat(first.asked).hasValue(10);
    }

    @Test
    @Requirement("R41")
    void receiptsOfMessagesThatDidNotArriveLetItRestOncePerMessage() {
        Receipt same = new Receipt("one", "SM1", Status.UNDELIVERED, Cause.REFUSED);
        for (int times = 0; times < 100; times++) {
            both.received(same);
        }
        assertThat(carrier()).as("one message, however often it is told").isEqualTo("one");
        for (int number = 2; number < 100; number++) {
            both.received(new Receipt("one", "SM" + number, Status.UNDELIVERED, Cause.BAD_ADDRESS));
        }
        assertThat(carrier()).as("wrong numbers are not its fault").isEqualTo("one");
        for (int number = 100; number < 104; number++) {
            both.received(new Receipt("one", "SM" + number, Status.UNDELIVERED, Cause.UNSAID));
        }
        assertThat(carrier()).isEqualTo("two");
        assertThat(first.heard).isNotEmpty();
        move(Duration.ofMinutes(1));
        assertThat(carrier()).isEqualTo("one");
    }

    @Test
    void emailGoesTheSameWay() {
        EmailSender dead = message -> Delivery.UNAVAILABLE;
        EmailSender well = message -> Delivery.ACCEPTED;
        EmailSender mail = Failover.standard().clock(clock).email(dead, well);
        Email email = new Email(
                "sendId-0002",
                EmailAddress.parse("jane@shop.example").orElseThrow(),
                "subject",
                "text",
                null,
                Locale.ENGLISH);
        assertThat(mail.send(email).carrier()).isEqualTo("2");
        mail.received(new Receipt("2", "", Status.DELIVERED, Cause.UNSAID));
        assertThat(Failover.of(first, second).send(MESSAGE).carrier()).isEqualTo("one");
    }

    @Test
    void whatIsOutOfBoundsIsNamed() {
        for (Duration deadline : List.of(Duration.ZERO, Duration.ofMinutes(2))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Failover.standard().deadline(deadline))
                    .withMessageContaining("deadline");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Delivery.ACCEPTED.by("a b", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Delivery.ACCEPTED.by("a", "x\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> Delivery.ACCEPTED.segments(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Receipt("a b", "", Status.SENT, Cause.UNSAID));
    }
}
