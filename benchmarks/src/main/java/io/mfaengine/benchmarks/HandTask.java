package io.mfaengine.benchmarks;

/** The same operation as statements by hand. */
final class HandTask implements Task {
    private final Work work;
    private final Rota rota;
    private final Hand hand;
    private String key = "";

    HandTask(Work work, Rota rota, Hand hand) {
        this.work = work;
        this.rota = rota;
        this.hand = hand;
    }

    @Override
    public void prepare() {
        rota.next();
        if (work == Work.RIGHT || work == Work.WRONG || work == Work.VALIDATE) {
            track();
        }
        if (work == Work.WRONG && rota.isForgiving()) {
            write(Work.RIGHT);
            track();
        } else if (work == Work.VALIDATE) {
            write(Work.RIGHT);
        }
    }

    @Override
    public boolean run() {
        switch (work) {
            case TRACK -> track();
            case RIGHT, WRONG, VALIDATE -> write(work);
            case READ -> {
                return hand.read(rota.id());
            }
            case ALL -> {
                track();
                write(Work.RIGHT);
                write(Work.VALIDATE);
            }
        }
        return true;
    }

    private void track() {
        key = hand.track(rota.id(), rota.instant().toEpochMilli());
    }

    private void write(Work what) {
        hand.write(what, rota.id(), key, rota.instant().toEpochMilli());
    }
}
