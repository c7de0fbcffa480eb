package io.tierwise.ingest;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Binds settings as Spring Boot would. */
final class TestProperties {
  static IngestProperties of(Map<String, String> writeKeys) {
    Map<String, String> settings = new HashMap<>();
    writeKeys.forEach((name, key) -> settings.put("tierwise.ingest.write-keys." + name, key));
    return bind(settings);
  }

  static IngestProperties bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tierwise.ingest", IngestProperties.class);
  }

  private TestProperties() {}
}
