package io.tierwise.campaign;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts campaign-service. */
@SpringBootApplication
public class CampaignApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(CampaignApplication.class, arguments);
  }
}
