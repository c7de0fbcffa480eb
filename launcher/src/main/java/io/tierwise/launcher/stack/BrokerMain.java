package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.tools.StorageTool;

/**
 * Runs in the broker's process: formats the storage at the first start, then becomes the broker.
 *
 * <p>Arguments: the properties file, the log folder, the cluster id.
 */
public final class BrokerMain {
  public static void main(String[] arguments) throws IOException {
    String properties = arguments[0];
    Path log = Path.of(arguments[1]);
    if (!Files.exists(log.resolve("meta.properties"))) {
      Files.createDirectories(log);
      String[] format = {"format", "--cluster-id", arguments[2], "--config", properties};
      int code = StorageTool.execute(format, System.out);
      if (code != 0) {
        System.exit(code);
      }
    }
    kafka.Kafka.main(new String[] {properties});
  }

  private BrokerMain() {}
}
