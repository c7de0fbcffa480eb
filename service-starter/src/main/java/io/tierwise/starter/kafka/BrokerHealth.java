package io.tierwise.starter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.core.KafkaAdmin;

/** Up when the broker answers within two seconds. One admin client serves all checks. */
public final class BrokerHealth extends AbstractHealthIndicator implements AutoCloseable {
  private static final int TIMEOUT_MS = 2_000;
  private final KafkaAdmin settings;
  private @Nullable Admin admin;

  public BrokerHealth(KafkaAdmin settings) {
    super("The broker does not answer");
    this.settings = settings;
  }

  @Override
  protected synchronized void doHealthCheck(Health.Builder builder) throws Exception {
    int nodes =
        admin()
            .describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS))
            .nodes()
            .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
            .size();
    builder.up().withDetails(Map.of("brokers", nodes));
  }

  private Admin admin() {
    if (admin == null) {
      Map<String, Object> config = new HashMap<>(settings.getConfigurationProperties());
      config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
      config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
      admin = Admin.create(config);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
