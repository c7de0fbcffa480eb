package io.tierwise.recommend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the recommendation service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class RecommendApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(RecommendApplication.class, arguments);
  }
}
