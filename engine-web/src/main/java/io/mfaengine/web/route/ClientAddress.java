package io.mfaengine.web.route;

import com.google.common.net.InetAddresses;
import io.mfaengine.web.http.HttpRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Where a request came from: what proxies say of it counts only if the proxies are ours (R86). */
public final class ClientAddress {
    private static final int MOST_HOPS = 32;

    private final List<Network> proxies;

    /** Addresses that have their first bits in common. */
    private record Network(InetAddress first, int bits) {
        boolean holds(InetAddress other) {
            byte[] ours = first.getAddress();
            byte[] theirs = other.getAddress();
            if (theirs.length != ours.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Each an address, or a network as {@code 10.0.0.0/8}. */
    public ClientAddress(List<String> trusted) {
        List<Network> networks = new ArrayList<>();
        for (String each : trusted) {
            String[] parts = each.split("/", 2);
            if (!InetAddresses.isInetAddress(parts[0])) {
                throw wrong();
            }
            InetAddress address = InetAddresses.forString(parts[0]);
            int most = address.getAddress().length * 8;
            int bits = parts.length == 1 ? most : parts[1].matches("[0-9]{1,3}") ? Integer.parseInt(parts[1]) : -1;
            if (bits < 0 || bits > most) {
                throw wrong();
            }
            networks.add(new Network(address, bits));
        }
        this.proxies = List.copyOf(networks);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("trustedProxies must be addresses, or networks such as 10.0.0.0/8");
    }

    /** The first address, seen from us, that is none of our proxies; empty if it isn't known. */
    public String of(HttpRequest request) {
        String at = request.peer();
        if (proxies.isEmpty() || !isOurs(at)) {
            return at;
        }
        String all = String.join(",", request.headers("x-forwarded-for"));
        String[] hops = all.split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MOST_HOPS); i--) {
            String hop = hops[i].strip();
            if (!InetAddresses.isInetAddress(hop)) {
                return at;
            }
            at = hop;
            if (!isOurs(at)) {
                return at;
            }
        }
        return at;
    }

    private boolean isOurs(String address) {
        if (!InetAddresses.isInetAddress(address)) {
            return false;
        }
        InetAddress parsed = InetAddresses.forString(address);
        return proxies.stream().anyMatch(network -> network.holds(parsed));
    }
}
