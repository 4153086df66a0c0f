package io.mfaengine.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.store.MfaStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A database that was filled before ({@link Filling}), and what is to be done on it. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up
public class Place {
    /** Where it is. */
    @Param("")
    public String url;

    /** A {@link Work}. */
    @Param("TRACK")
    public String work;

    /** How many threads each side has. */
    @Param("1")
    public int threads;

    /** How many users the larger tables have. */
    @Param("1000000")
    public int users;

    /** Whether all threads work on one user. */
    @Param("false")
    public boolean hot;

    /** Whether both sides write their events into one table, which is so large that there is no second one. */
    @Param("false")
    public boolean sharedEvents;

    /** How many measurements were before this one on the same database: its clock begins after all of them. */
    @Param("0")
    public int before;

    private final SecureRandom random = new SecureRandom();
    private HikariDataSource pool;
    private HikariDataSource handPool;
    private MfaStore store;
    private MfaStore largeStore;
    private Map<Work, Shape> shapes;

    /** Connects. */
    @Setup
    public void open() {
        pool = Filling.pool(url, threads);
        handPool = Filling.pool(url, threads);
        store = JdbcStore.builder(pool).tablePrefix(Filling.SMALL).build();
        largeStore = JdbcStore.builder(pool).tablePrefix(Filling.LARGE).build();
        shapes = Shape.watched();
    }

    /** Hangs up. */
    @TearDown(Level.Trial)
    public void close() {
        pool.close();
        handPool.close();
    }

    Task ours(boolean isLarge, int thread) {
        Work what = Work.valueOf(work);
        Rota rota = rota(isLarge, thread, what);
        return new OurTask(what, rota, engine(isLarge ? largeStore : store, rota));
    }

    Task byHand(boolean isLarge, int thread) {
        Work what = Work.valueOf(work);
        String prefix = isLarge ? Filling.HAND_LARGE : Filling.HAND_SMALL;
        String events = (isLarge && sharedEvents ? Filling.LARGE : prefix) + "event";
        Hand hand = Filling.isH2(url)
                ? new HandH2(handPool, shapes, prefix, events)
                : new HandPostgres(handPool, shapes, prefix, events);
        return new HandTask(what, rota(isLarge, thread, what), hand);
    }

    private Rota rota(boolean isLarge, int thread, Work what) {
        int all = isLarge ? users : Filling.FEW;
        Slice slice = new Slice(Filling.guests(all), thread, threads, Filling.spacing(all));
        slice.later(Duration.ofDays(1_000L * before));
        return new Rota(slice, what, hot);
    }

    private MfaEngine engine(MfaStore over, InstantSource clock) {
        return MfaEngine.builder(over, KeyRing.of("bench", Filling.key()))
                .clock(clock)
                .random(random)
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }
}
