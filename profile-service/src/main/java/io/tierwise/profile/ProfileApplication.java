package io.tierwise.profile;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Event ledger and user profiles. */
@SpringBootApplication
public class ProfileApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(ProfileApplication.class, arguments);
  }
}
