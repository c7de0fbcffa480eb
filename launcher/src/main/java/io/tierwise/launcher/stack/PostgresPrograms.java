package io.tierwise.launcher.stack;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the archive on the class path. */
record PostgresPrograms(Path home, List<String> asOrdinaryUser) {

  /** The programs of this platform, unpacked into the cache folder unless they are there. */
  static PostgresPrograms unpacked(Path cache) throws IOException {
    Path home = cache.resolve("postgresql-" + archiveDigest());
    if (!Files.isDirectory(home)) {
      Files.createDirectories(cache);
      Path unfinished = Files.createTempDirectory(cache, "postgresql-unpacking-");
      unpack(unfinished);
      try {
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        deleteRecursively(unfinished);
        if (!Files.isDirectory(home)) {
          throw e;
        }
      }
    }
    return new PostgresPrograms(home, unprivileged());
  }

  /** A command line that PostgreSQL accepts: it refuses to run as root. */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>(asOrdinaryUser);
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Names the unpacked folder, so that other binaries are unpacked beside these. */
  private static String archiveDigest() throws IOException {
    CRC32 digest = new CRC32();
    try (InputStream archive = archive()) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = archive.read(buffer); read >= 0; read = archive.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Long.toHexString(digest.getValue());
  }

  private static InputStream archive() throws IOException {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
        mac ? "Darwin" : "Linux", System.getProperty("os.arch"));
  }

  private static void unpack(Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
        }
      }
    }
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }

  /** Root enters a user namespace, where it is nobody and the files stay its own. */
  private static List<String> unprivileged() throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    List<String> prefix = List.of("unshare", "-U");
    if (succeeds(List.of("unshare", "-U", "true"))) {
      return prefix;
    }
    throw new IOException(
        "PostgreSQL does not run as root, and user namespaces are switched off here. Start this as"
            + " another user, or name an external server with TIERWISE_POSTGRES_URL");
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(java.util.Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
