package io.tierwise.segmentation;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Value tiers and segments. */
@SpringBootApplication
@EnableConfigurationProperties({SegmentationProperties.class, LifecycleProperties.class})
public class SegmentationApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(SegmentationApplication.class, arguments);
  }
}
