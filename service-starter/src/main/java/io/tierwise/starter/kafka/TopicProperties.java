package io.tierwise.starter.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the topics are made, where they do not exist yet.
 *
 * @param partitions of each topic
 * @param replicas of each partition
 * @param retention of the topics that are logs
 */
@ConfigurationProperties("tierwise.topics")
public record TopicProperties(
    @DefaultValue("12") int partitions,
    @DefaultValue("1") short replicas,
    @DefaultValue("30d") Duration retention) {
  public TopicProperties {
    if (partitions < 1 || replicas < 1) {
      throw new IllegalArgumentException(
          "tierwise.topics needs at least one partition and replica, not "
              + partitions
              + ", "
              + replicas);
    }
  }
}
