package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server on a data folder of ours, listening on loopback with a password. */
final class PostgresServer implements Part {
  static final String NAME = "postgres";
  static final String USER = "tierwise";
  private static final Duration START_TIME = Duration.ofSeconds(60);
  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final Installation installation;
  private final DataFolder data;
  private final int port;
  private final boolean durable;
  private volatile @Nullable ChildProcess child;

  /**
   * @param durable false: commits are not forced to the disk, for data that a power failure may
   *     take. A killed process loses nothing either way.
   */
  PostgresServer(Installation installation, DataFolder data, int port, boolean durable) {
    this.installation = installation;
    this.data = data;
    this.port = port;
    this.durable = durable;
  }

  @Override
  public String name() {
    return NAME;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  @Override
  public void start() throws StartFailed, IOException, InterruptedException {
    PostgresPrograms programs = PostgresPrograms.unpacked(installation.cache());
    if (!Files.exists(data.postgres().resolve("PG_VERSION"))) {
      initialise(programs);
    }
    if (!Files.exists(passwordFile())) {
      throw new StartFailed(
          NAME, "%s is gone, and with it the way in".formatted(passwordFile()), log());
    }
    endLeftover();
    long deadline = System.nanoTime() + START_TIME.toNanos();
    while (true) {
      ChildProcess started =
          ChildProcess.startWatched(serverCommand(programs), Map.of("LC_ALL", "C"), log());
      child = started;
      if (answers(started, deadline)) {
        return;
      }
      // After a kill the old workers hold the shared memory for a moment longer.
      boolean leftoverMemory =
          new StartFailed(NAME, "", log())
              .lastLines().stream().anyMatch(line -> line.contains("shared memory block"));
      if (!leftoverMemory || System.nanoTime() > deadline) {
        started.stop(STOP_TIME);
        throw new StartFailed(NAME, "the server does not answer on " + address(), log());
      }
      TimeUnit.MILLISECONDS.sleep(300);
    }
  }

  private boolean answers(ChildProcess started, long deadline)
      throws IOException, InterruptedException {
    while (started.isAlive() && System.nanoTime() < deadline) {
      if (PostgresDatabases.accepts(address(), USER, password())) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return false;
  }

  private List<String> serverCommand(PostgresPrograms programs) {
    List<String> command =
        new ArrayList<>(programs.command("postgres", "-D", data.postgres().toString()));
    Map<String, String> settings =
        Map.of(
            "port", Integer.toString(port),
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "120",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min",
            "jit", "off",
            "fsync", durable ? "on" : "off");
    settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return command;
  }

  /** Makes the cluster beside its place and moves it there, so that a half-made one is not used. */
  private void initialise(PostgresPrograms programs)
      throws IOException, StartFailed, InterruptedException {
    Path unfinished = data.postgres().resolveSibling("postgres.initialising");
    PostgresPrograms.deleteRecursively(unfinished);
    writePassword();
    Process initdb =
        new ProcessBuilder(
                programs.command(
                    "initdb",
                    "--pgdata=" + unfinished,
                    "--username=" + USER,
                    "--pwfile=" + passwordFile(),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "--no-instructions"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    try {
      if (!initdb.waitFor(2, TimeUnit.MINUTES) || initdb.exitValue() != 0) {
        throw new StartFailed(NAME, "the database cluster cannot be made", log());
      }
    } finally {
      initdb.destroyForcibly();
    }
    Files.move(unfinished, data.postgres(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(
        passwordFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile(), HexFormat.of().formatHex(random));
  }

  private Path passwordFile() {
    return data.root().resolve("postgres.password");
  }

  private Path log() {
    return data.log(NAME);
  }

  /** We hold the data folder's lock: a server that still runs on it has lost its launcher. */
  private void endLeftover() throws IOException, InterruptedException {
    Path lock = data.postgres().resolve("postmaster.pid");
    Optional<ProcessHandle> server = serverProcess();
    if (server.isPresent()) {
      if (!endsWithin(server.get(), Duration.ofSeconds(5))) {
        server.get().destroyForcibly();
        endsWithin(server.get(), Duration.ofSeconds(10));
      }
    }
    Files.deleteIfExists(lock);
  }

  private static boolean endsWithin(ProcessHandle process, Duration time)
      throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return !process.isAlive();
  }

  /** The postmaster, if the process of that id is one and not a later process with its number. */
  private Optional<ProcessHandle> serverProcess() {
    Path lock = data.postgres().resolve("postmaster.pid");
    try {
      if (!Files.exists(lock)) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    } catch (IOException | NumberFormatException | java.util.NoSuchElementException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stop() {
    ChildProcess running = child;
    if (running != null) {
      running.stop(STOP_TIME);
      child = null;
    }
  }

  @Override
  public void kill() throws IOException {
    serverProcess().ifPresent(ProcessHandle::destroyForcibly);
    ChildProcess running = child;
    if (running != null) {
      // The shell beside the server ends with it.
      running.stop(STOP_TIME);
      child = null;
    }
  }

  @Override
  public @Nullable ProcessHandle process() {
    ChildProcess running = child;
    return running != null && running.isAlive() ? serverProcess().orElse(null) : null;
  }
}
