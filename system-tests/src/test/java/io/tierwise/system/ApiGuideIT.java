package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide is true: its examples, copied from top to bottom, answer what it says. */
class ApiGuideIT {
  @Test
  void everyExample_answersAsTheGuideSays(@TempDir Path folder) throws Exception {
    RunningSuite suite = RunningSuite.shared();
    SmallShop.openIn(suite);
    Map<String, String> environment =
        Map.of(
            "INGEST", base(suite.ingest()),
            "PROFILE", base(suite.profile()),
            "SEGMENTATION", base(suite.segmentation()),
            "RECOMMEND", base(suite.recommend()),
            "CAMPAIGN", base(suite.campaign()),
            "WRITE_KEY", ServiceSettings.LOCAL_WRITE_KEY);
    ApiGuideShell shell = new ApiGuideShell(environment, folder, Duration.ofMinutes(3));
    for (ApiGuide.Example example : ApiGuide.read(Checkout.file("docs/api.md")).examples()) {
      assertThat(shell.run(example).failure()).isEmpty();
    }
  }

  private static String base(Rest service) {
    return service.base().toString();
  }
}
