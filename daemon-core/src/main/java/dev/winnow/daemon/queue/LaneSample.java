package dev.winnow.daemon.queue;

import dev.winnow.queue.LaneStatus;
import java.util.List;

/** How the lanes stood at an instant of the monotonic clock, and how many jobs a worker of each lane runs at once. */
record LaneSample(long nanos, List<LaneStatus> lanes, List<Double> slots) {
    /** Whether the counters went back since an earlier one: the queue was emptied or restored in between. */
    boolean isBehind(LaneSample earlier) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).pushed() < earlier.lanes.get(i).pushed()
                    || lanes.get(i).finished() < earlier.lanes.get(i).finished()) {
                return true;
            }
        }
        return false;
    }
}
