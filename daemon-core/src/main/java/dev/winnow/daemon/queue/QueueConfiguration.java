package dev.winnow.daemon.queue;

import dev.winnow.daemon.settings.SettingValues;
import dev.winnow.daemon.settings.Variables;
import dev.winnow.db.process.ProcessTable;
import dev.winnow.queue.JobQueue;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** For daemons that tell people of the lanes: imported by the scheduler and the interface server. */
@Configuration(proxyBeanMethods = false)
public class QueueConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    LaneForecasts laneForecasts(JobQueue queue, ProcessTable processes, SettingValues values) {
        return new LaneForecasts(queue, processes::live,
                Duration.ofMinutes(values.number(Variables.QUEUE_DRAIN_TARGET_MINUTES)), System::nanoTime);
    }
}
