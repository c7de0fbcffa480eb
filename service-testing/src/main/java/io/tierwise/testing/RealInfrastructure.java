package io.tierwise.testing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a test context the broker and a fresh database: {@code @ContextConfiguration(initializers =
 * RealInfrastructure.class)} beside {@code @SpringBootTest(webEnvironment = RANDOM_PORT)}.
 */
public final class RealInfrastructure
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("spring.kafka.bootstrap-servers", TestKafka.bootstrapServers());
    settings.put("tierwise.topics.partitions", 3);
    settings.put("logging.structured.format.console", "");
    if (context.getEnvironment().getProperty("spring.datasource.url") == null
        || context.getEnvironment().containsProperty("tierwise.test.database")) {
      settings.put("spring.datasource.url", TestPostgres.newDatabase());
      settings.put("spring.datasource.username", "postgres");
      settings.put("spring.datasource.password", "postgres");
    }
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("realInfrastructure", settings));
  }
}
