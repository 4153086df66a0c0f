package io.mfaengine.memory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** The first so many of a collection in an order, found without sorting the rest. */
final class Page {
    private Page() {}

    static <T> List<T> of(Collection<T> all, Predicate<T> wanted, Comparator<T> order, int limit) {
        PriorityQueue<T> lastFirst = new PriorityQueue<>(order.reversed());
        for (T each : all) {
            if (!wanted.test(each)) {
                continue;
            }
            if (lastFirst.size() < limit) {
                lastFirst.add(each);
            } else if (order.compare(each, lastFirst.element()) < 0) {
                lastFirst.remove();
                lastFirst.add(each);
            }
        }
        return lastFirst.stream().sorted(order).toList();
    }
}
