package io.tierwise.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/** The settings that all services share, below everything that a service or operator sets. */
final class SuiteDefaults implements EnvironmentPostProcessor {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    try {
      environment
          .getPropertySources()
          .addLast(
              new ResourcePropertySource(
                  "tierwiseDefaults",
                  new ClassPathResource("defaults.properties", SuiteDefaults.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
