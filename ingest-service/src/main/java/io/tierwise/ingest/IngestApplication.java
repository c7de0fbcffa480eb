package io.tierwise.ingest;

import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts ingest-service. */
// Its filter would ask the database for every event that has an Idempotency-Key.
@SpringBootApplication(excludeName = "io.tierwise.starter.IdempotencyAutoConfiguration")
@SecurityScheme(
    name = IngestApplication.WRITE_KEY,
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "The write key as user name, with an empty password")
public class IngestApplication {
  public static final String WRITE_KEY = "writeKey";

  public static void main(String[] args) {
    SpringApplication.run(IngestApplication.class, args);
  }
}
