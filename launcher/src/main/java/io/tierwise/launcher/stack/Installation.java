package io.tierwise.launcher.stack;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A built checkout: where the jars are, and which Java runs them.
 *
 * @param root the folder of the parent POM
 */
public record Installation(Path root) {
  private static final String ROOT_PROPERTY = "tierwise.root";

  public Installation {
    root = root.toAbsolutePath().normalize();
  }

  /** The checkout that the script names, or the nearest one above the working directory. */
  public static Installation find() {
    String named = System.getProperty(ROOT_PROPERTY);
    if (named != null) {
      return new Installation(Path.of(named));
    }
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("tierwise"))
          && Files.isRegularFile(folder.resolve("pom.xml"))) {
        return new Installation(folder);
      }
    }
    throw new IllegalStateException(
        "no Tierwise checkout at or above %s; name it with -D%s=FOLDER"
            .formatted(start, ROOT_PROPERTY));
  }

  /** The executable jar of a service, if it has been built. */
  public Optional<Path> serviceJar(String service) {
    return newest(root.resolve(service).resolve("target"), service + "-", "-exec.jar");
  }

  /** Files that can be made again: unpacked jars, PostgreSQL's programs. */
  public Path cache() {
    return root.resolve("target").resolve("cache");
  }

  public Path javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Lets a child compute with the processor's widest vectors, where this Java has the module. */
  public List<String> vectorOptions() {
    String module = "jdk.incubator.vector";
    return ModuleFinder.ofSystem().find(module).isPresent()
        ? List.of("--add-modules=" + module)
        : List.of();
  }

  /** The class path of the launcher itself and its libraries, the broker among them. */
  public List<String> launcherClassPath() {
    Path target = root.resolve("launcher").resolve("target");
    Optional<Path> jar = newest(target, "launcher-", ".jar");
    if (jar.isPresent() && Files.isDirectory(target.resolve("lib"))) {
      return List.of(jar.get().toString(), target.resolve("lib").resolve("*").toString());
    }
    return List.of(System.getProperty("java.class.path"));
  }

  private static Optional<Path> newest(Path folder, String prefix, String suffix) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .max((a, b) -> Long.compare(a.toFile().lastModified(), b.toFile().lastModified()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
