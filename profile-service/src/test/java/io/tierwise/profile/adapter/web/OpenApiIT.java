package io.tierwise.profile.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.testing.OpenApiExamples;
import io.tierwise.testing.OpenApiParameters;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The description of the API shows what answers look like, and what can be asked. */
@ProfileServiceTest
class OpenApiIT {
  @LocalServerPort private int port;

  @Test
  void everyAnswer_hasAnExample() throws Exception {
    String api = new Calls(port).get("/v3/api-docs").body().toString();
    assertThat(OpenApiExamples.missing(api)).isEmpty();
  }

  @Test
  void everyOperation_refusesParametersThatItDoesNotHave() {
    assertThat(OpenApiParameters.misread(port, "")).isEmpty();
  }
}
