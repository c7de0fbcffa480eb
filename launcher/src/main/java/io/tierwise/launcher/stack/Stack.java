package io.tierwise.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite on this machine. Everything it started ends with {@link #close}, with the JVM,
 * and, when the JVM is killed, by the leash of each child.
 */
public final class Stack implements AutoCloseable {
  private static final int POSTGRES_PORT = 5432;
  private static final int KAFKA_PORT = 9092;
  private static final int CONTROLLER_PORT = 9093;

  private final StackSettings settings;
  private final DataFolder data;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Part> foundation = new LinkedHashMap<>();
  private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
  private final Map<String, ProcessHandle> wanted = new ConcurrentHashMap<>();
  private final CompletableFuture<String> unexpectedEnd = new CompletableFuture<>();
  private final Thread hook = new Thread(this::shutDown, "stop-stack");
  private final @Nullable PostgresServer postgres;
  private final String kafkaAddress;
  private volatile boolean closing;
  private boolean closed;

  private Stack(StackSettings settings, DataFolder data) throws IOException {
    this.settings = settings;
    this.data = data;
    Ports ports = new Ports();
    if (settings.postgres() == null) {
      data.freshLog(PostgresServer.NAME);
      int port = choose(ports, PostgresServer.NAME, POSTGRES_PORT);
      postgres = new PostgresServer(settings.installation(), data, port, settings.durable());
      foundation.put(postgres.name(), postgres);
    } else {
      postgres = null;
    }
    String external = settings.kafkaBootstrapServers();
    if (external == null) {
      data.freshLog(KafkaBroker.NAME);
      int port = choose(ports, KafkaBroker.NAME, KAFKA_PORT);
      int controllerPort = ports.choose(settings.usualPorts() ? CONTROLLER_PORT : 0);
      KafkaBroker broker = new KafkaBroker(settings.installation(), data, port, controllerPort);
      foundation.put(broker.name(), broker);
      kafkaAddress = broker.address();
    } else {
      kafkaAddress = external;
    }
    for (ServiceSettings service : settings.services()) {
      int port = choose(ports, service.name(), service.port());
      services.put(
          service.name(),
          new ServiceProcess(
              onItsPort(service, port),
              settings.installation(),
              data.freshLog(service.name()),
              port,
              settings.durable() && service.optimized(),
              this::surroundings,
              client));
    }
  }

  /** Links in mails lead to the port that the service has, where its usual one was taken. */
  private static ServiceSettings onItsPort(ServiceSettings service, int port) {
    return service.name().equals(ServiceSettings.CAMPAIGN)
        ? service.with("TIERWISE_DELIVERY_PUBLICURL", "http://localhost:" + port)
        : service;
  }

  private int choose(Ports ports, String part, int usual) {
    int port = ports.choose(settings.usualPorts() ? usual : 0);
    if (settings.usualPorts() && port != usual) {
      settings.listener().note("port %d is taken: %s uses %d".formatted(usual, part, port));
    }
    return port;
  }

  /**
   * Starts everything and returns when every part is ready.
   *
   * @throws StartFailed naming the part that did not come up; what had started is ended again
   */
  public static Stack start(StackSettings settings)
      throws StartFailed, IOException, InterruptedException {
    DataFolder data = DataFolder.open(settings.data());
    Stack stack;
    try {
      stack = new Stack(settings, data);
    } catch (IOException | RuntimeException e) {
      data.close();
      throw e;
    }
    Runtime.getRuntime().addShutdownHook(stack.hook);
    boolean ready = false;
    try {
      stack.startEverything();
      ready = true;
      return stack;
    } finally {
      if (!ready) {
        stack.close();
      }
    }
  }

  private void startEverything() throws StartFailed, IOException, InterruptedException {
    List<Callable<Void>> first = new ArrayList<>();
    foundation.values().forEach(part -> first.add(() -> startPart(part, false)));
    for (String service : services.keySet()) {
      first.add(
          () -> {
            ServiceJar.unpacked(settings.installation(), service);
            return null;
          });
    }
    ExternalServers.require(settings);
    SideBySide.run(tasks, first);
    createDatabases();
    foundation.values().forEach(this::watch);
    List<Callable<Void>> second = new ArrayList<>();
    services.values().forEach(service -> second.add(() -> startPart(service, true)));
    SideBySide.run(tasks, second);
  }

  private Void startPart(Part part, boolean watched)
      throws StartFailed, IOException, InterruptedException {
    long begin = System.nanoTime();
    part.start();
    if (watched) {
      watch(part);
    }
    Duration after = Duration.ofNanos(System.nanoTime() - begin);
    settings.listener().ready(part.name(), address(part), after);
    return null;
  }

  private static String address(Part part) {
    return switch (part) {
      case PostgresServer server -> server.address();
      case KafkaBroker broker -> broker.address();
      case ServiceProcess service -> service.url().toString();
      default -> "";
    };
  }

  private void watch(Part part) {
    ProcessHandle process = part.process();
    if (process == null) {
      if (!closing) {
        unexpectedEnd.complete(part.name());
      }
      return;
    }
    wanted.put(part.name(), process);
    process
        .onExit()
        .thenAccept(
            ended -> {
              if (!closing && ended.equals(wanted.get(part.name()))) {
                unexpectedEnd.complete(part.name());
              }
            });
  }

  private void createDatabases() throws StartFailed, IOException {
    List<String> names =
        settings.services().stream()
            .map(ServiceSettings::database)
            .filter(Objects::nonNull)
            .toList();
    ServiceSettings.Surroundings around = surroundings();
    try {
      PostgresDatabases.create(around.postgres(), around.user(), around.password(), names);
    } catch (SQLException e) {
      throw PostgresDatabases.trouble(
          around.postgres(), e, postgres == null ? null : data.log(PostgresServer.NAME));
    }
  }

  private ServiceSettings.Surroundings surroundings() {
    String imports = settings.data().resolve("imports").toAbsolutePath().toString();
    StackSettings.ExternalPostgres external = settings.postgres();
    if (external != null) {
      return new ServiceSettings.Surroundings(
          external.address(),
          external.user(),
          external.password(),
          kafkaAddress,
          imports,
          name -> url(name).toString());
    }
    PostgresServer own = Objects.requireNonNull(postgres);
    try {
      return new ServiceSettings.Surroundings(
          own.address(),
          PostgresServer.USER,
          own.password(),
          kafkaAddress,
          imports,
          name -> url(name).toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The base URL of a service. */
  public URI url(String service) {
    ServiceProcess process = services.get(service);
    if (process != null) {
      return process.url();
    }
    // Not part of this stack: where it usually is.
    return URI.create("http://127.0.0.1:" + ServiceSettings.named(service).port());
  }

  public Map<String, URI> urls() {
    Map<String, URI> urls = new LinkedHashMap<>();
    services.forEach((name, service) -> urls.put(name, service.url()));
    return urls;
  }

  public String kafkaBootstrapServers() {
    return kafkaAddress;
  }

  /** The JDBC URL of a service's database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://%s/%s".formatted(surroundings().postgres(), database);
  }

  public String databaseUser() {
    return surroundings().user();
  }

  public String databasePassword() {
    return surroundings().password();
  }

  public Path log(String part) {
    return data.log(part);
  }

  /** The process of a part, empty while it does not run or when it runs elsewhere. */
  public Optional<ProcessHandle> process(String part) {
    return Optional.ofNullable(part(part).process());
  }

  /** Ends a part as a power failure would (kill -9). */
  public void kill(String part) throws IOException {
    wanted.remove(part);
    part(part).kill();
  }

  /** Ends a part in good order. */
  public void stop(String part) {
    wanted.remove(part);
    part(part).stop();
  }

  /** Starts a part that was ended, on the same port and data, and waits until it is ready. */
  public void start(String part) throws StartFailed, IOException, InterruptedException {
    startPart(part(part), true);
  }

  /** Completes with the name of a part that ended without being asked to. */
  public CompletableFuture<String> unexpectedEnd() {
    return unexpectedEnd;
  }

  private Part part(String name) {
    Part part = foundation.containsKey(name) ? foundation.get(name) : services.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no part of this stack is called " + name);
    }
    return part;
  }

  @Override
  public void close() {
    shutDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already; the hook has run or waits for us.
    }
  }

  private synchronized void shutDown() {
    if (closed) {
      return;
    }
    closing = true;
    settings.listener().note("stopping");
    long begin = System.nanoTime();
    tasks.shutdownNow();
    try {
      if (!tasks.awaitTermination(2, TimeUnit.SECONDS)) {
        settings.listener().note("a part is still starting; stopping it anyway");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    SideBySide.stop(List.copyOf(services.values()), settings.listener());
    SideBySide.stop(List.copyOf(foundation.values()), settings.listener());
    settings
        .listener()
        .note("stopped after %d s".formatted(Math.round((System.nanoTime() - begin) / 1e9)));
    client.shutdownNow();
    data.close();
    closed = true;
  }
}
