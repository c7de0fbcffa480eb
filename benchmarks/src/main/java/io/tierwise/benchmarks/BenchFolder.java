package io.tierwise.benchmarks;

import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.stack.StartFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What benchmarks write. */
public final class BenchFolder {
  public static Path of(Installation installation) {
    return installation.root().resolve("target").resolve("bench");
  }

  /**
   * A stack on a folder of its own, emptied. Whoever measures empties it again: gigabytes that
   * nobody needs; where it failed, the logs are among them and stay.
   */
  public static StackSettings stack(
      Installation installation, String benchmark, ServiceSettings... services)
      throws IOException, StartFailed {
    StackSettings settings =
        StackSettings.local(installation, of(installation).resolve("data-" + benchmark))
            .onFreePorts()
            .withServices(List.of(services));
    settings.emptyData();
    return settings;
  }

  private BenchFolder() {}
}
