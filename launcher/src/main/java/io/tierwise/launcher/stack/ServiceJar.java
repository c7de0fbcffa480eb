package io.tierwise.launcher.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * An executable jar, unpacked: it starts in two thirds of the time, because nested jars need no
 * second class loader.
 *
 * @param jar with the service's own classes; its manifest names its libraries
 */
record ServiceJar(Path jar, String mainClass) {

  /** Unpacks the jar into the cache unless that has been done for this very file. */
  static ServiceJar unpacked(Installation installation, String service)
      throws StartFailed, IOException, InterruptedException {
    Path built =
        installation
            .serviceJar(service)
            .orElseThrow(
                () ->
                    new StartFailed(
                        service,
                        "it has not been built: %s is missing. Run mvn package"
                            .formatted(
                                installation.root().resolve(service).resolve("target/*-exec.jar")),
                        null));
    Path folder = installation.cache().resolve(service + "-" + identity(built));
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(installation.cache());
      deleteOlder(installation.cache(), service);
      Path unfinished = Files.createTempDirectory(installation.cache(), "unpacking-");
      extract(installation, service, built, unfinished);
      moveInto(unfinished, folder);
    }
    Path jar = folder.resolve(built.getFileName());
    return new ServiceJar(jar, mainClass(jar));
  }

  /** The build fixes a jar's modification time; its change time is that of the build. */
  private static String identity(Path built) throws IOException {
    Object changed = Files.getAttribute(built, "unix:ctime");
    return Integer.toHexString((Files.size(built) + " " + changed).hashCode());
  }

  private static void moveInto(Path unfinished, Path folder) throws IOException {
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      PostgresPrograms.deleteRecursively(unfinished);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void deleteOlder(Path cache, String service) throws IOException {
    try (var folders = Files.newDirectoryStream(cache, service + "-*")) {
      for (Path older : folders) {
        PostgresPrograms.deleteRecursively(older);
      }
    }
  }

  private static void extract(Installation installation, String service, Path built, Path folder)
      throws IOException, InterruptedException, StartFailed {
    Path log = folder.resolve("unpack.log");
    Process tool =
        new ProcessBuilder(
                installation.javaCommand().toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djarmode=tools",
                "-jar",
                built.toString(),
                "extract",
                "--force",
                "--destination",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!tool.waitFor(2, TimeUnit.MINUTES) || tool.exitValue() != 0) {
        throw new StartFailed(service, "its jar cannot be unpacked", log);
      }
    } finally {
      tool.destroyForcibly();
    }
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  /** A jar that holds {@link Leash} alone, so that a service's class path stays its own. */
  static synchronized Path leash(Path cache) throws IOException {
    Path jar = cache.resolve("leash.jar");
    String entry = Leash.class.getName().replace('.', '/') + ".class";
    byte[] bytes;
    try (InputStream in = Leash.class.getClassLoader().getResourceAsStream(entry)) {
      if (in == null) {
        throw new IOException("missing on the class path: " + entry);
      }
      bytes = in.readAllBytes();
    }
    if (Files.exists(jar) && java.util.Arrays.equals(bytes, read(jar, entry))) {
      return jar;
    }
    Files.createDirectories(cache);
    Path unfinished = Files.createTempFile(cache, "leash", ".jar");
    try (OutputStream out = Files.newOutputStream(unfinished);
        JarOutputStream archive = new JarOutputStream(out)) {
      archive.putNextEntry(new JarEntry(entry));
      archive.write(bytes);
      archive.closeEntry();
    }
    Files.move(
        unfinished, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return jar;
  }

  private static byte[] read(Path jar, String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry entry = file.getJarEntry(name);
      return entry == null ? new byte[0] : file.getInputStream(entry).readAllBytes();
    }
  }
}
