package io.tierwise.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository that tests read. */
final class Checkout {
  /** The root of the repository: tests run in their module's folder, IDEs in either. */
  static Path file(String name) {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("docker-compose.yml"))) {
        return folder.resolve(name);
      }
    }
    throw new IllegalStateException("not inside a checkout of Tierwise");
  }

  private Checkout() {}
}
