package dev.winnow.queue.redis;

import dev.winnow.plugin.spi.Priority;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How many of a round of claims each lane gets while all of them wait. What a lane does not use goes to the highest
 * that waits.
 *
 * @param p0 turns of p0 in a round; at least 1, as all three, since a lane without one would starve
 * @param p1 turns of p1
 * @param p2 turns of p2
 */
public record FairShares(int p0, int p1, int p2) {
    /** Of each 14 claims, 10, 3 and 1. */
    public static final FairShares USUAL = new FairShares(10, 3, 1);

    private static final int MOST = 100;

    public FairShares {
        if (Math.min(p0, Math.min(p1, p2)) < 1 || Math.max(p0, Math.max(p1, p2)) > MOST) {
            throw new IllegalArgumentException("shares " + p0 + ", " + p1 + ", " + p2 + ": each must be 1 to " + MOST);
        }
    }

    /** A turn drawn at random by the shares, for those whose turns are not counted. */
    public Priority draw(RandomGenerator random) {
        int drawn = random.nextInt(p0 + p1 + p2);
        return drawn < p0 ? Priority.P0 : drawn < p0 + p1 ? Priority.P1 : Priority.P2;
    }

    /** A round as one digit a turn, the lane's number, each lane's turns spread evenly (smooth weighted round robin). */
    String pattern() {
        int[] shares = {p0, p1, p2};
        int all = Arrays.stream(shares).sum();
        int[] credit = new int[shares.length];
        StringBuilder pattern = new StringBuilder(all);
        for (int turn = 0; turn < all; turn++) {
            int best = 0;
            for (int lane = 0; lane < shares.length; lane++) {
                credit[lane] += shares[lane];
                best = credit[lane] > credit[best] ? lane : best;
            }
            credit[best] -= all;
            pattern.append(best);
        }
        return pattern.toString();
    }
}
