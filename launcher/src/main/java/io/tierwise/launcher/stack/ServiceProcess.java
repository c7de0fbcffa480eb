package io.tierwise.launcher.stack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One service in a JVM of its own, started from its executable jar. */
final class ServiceProcess implements Part {
  private static final Duration START_TIME = Duration.ofSeconds(120);
  private static final Duration STOP_TIME = Duration.ofSeconds(25);

  /** One that has never been ready has nothing in flight, and ends its start before its end. */
  private static final Duration STOP_TIME_UNREADY = Duration.ofSeconds(2);

  private final ServiceSettings settings;
  private final Installation installation;
  private final Path log;
  private final int port;
  private final boolean optimized;
  private final Supplier<ServiceSettings.Surroundings> surroundings;
  private final HttpClient client;
  private volatile @Nullable ChildProcess child;
  private volatile boolean ready;

  ServiceProcess(
      ServiceSettings settings,
      Installation installation,
      Path log,
      int port,
      boolean optimized,
      Supplier<ServiceSettings.Surroundings> surroundings,
      HttpClient client) {
    this.settings = settings;
    this.installation = installation;
    this.log = log;
    this.port = port;
    this.optimized = optimized;
    this.surroundings = surroundings;
    this.client = client;
  }

  @Override
  public String name() {
    return settings.name();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void start() throws StartFailed, IOException, InterruptedException {
    ServiceJar jar = ServiceJar.unpacked(installation, name());
    Map<String, String> environment = new LinkedHashMap<>(settings.environment(surroundings.get()));
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    ChildProcess started = ChildProcess.start(command(jar), environment, log);
    child = started;
    ready = false;
    long deadline = System.nanoTime() + START_TIME.toNanos();
    while (!isReady()) {
      if (!started.isAlive()) {
        throw new StartFailed(name(), "it ended with code " + started.exitCode(), log);
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailed(
            name(), "it is not ready after " + START_TIME.toSeconds() + " s", log);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    ready = true;
  }

  private List<String> command(ServiceJar jar) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(installation.javaCommand().toString());
    command.addAll(
        List.of(
            "-Xmx" + settings.heapMiB() + "m",
            "-XX:NewRatio=" + settings.newRatio(),
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8"));
    if (!optimized) {
      // Start-up takes less than half the processor time.
      command.add("-XX:TieredStopAtLevel=1");
    }
    Path leash = ServiceJar.leash(installation.cache());
    command.addAll(
        List.of(
            "-cp", leash + File.pathSeparator + jar.jar(), Leash.class.getName(), jar.mainClass()));
    return command;
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void stop() {
    ChildProcess running = child;
    if (running != null) {
      running.stop(ready ? STOP_TIME : STOP_TIME_UNREADY);
      child = null;
    }
  }

  @Override
  public void kill() {
    ChildProcess running = child;
    if (running != null) {
      running.kill();
      child = null;
    }
  }

  @Override
  public @Nullable ProcessHandle process() {
    ChildProcess running = child;
    return running != null && running.isAlive() ? running.handle() : null;
  }
}
