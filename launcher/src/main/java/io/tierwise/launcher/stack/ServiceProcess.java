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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One service in a JVM of its own, started from its executable jar. */
final class ServiceProcess implements Part {
  private static final Duration START_TIME = Duration.ofSeconds(120);
  private static final Duration STOP_TIME = Duration.ofSeconds(25);

  private final ServiceSettings settings;
  private final Installation installation;
  private final int port;
  private final boolean optimized;
  private final Supplier<ServiceSettings.Surroundings> surroundings;
  private final HttpClient client;
  private final PartProcess process;

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
    this.port = port;
    this.optimized = optimized;
    this.surroundings = surroundings;
    this.client = client;
    this.process = new PartProcess(settings.name(), log, START_TIME, STOP_TIME);
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
    process.start(command(jar), environment, this::isReady);
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
    } else if (settings.name().equals(ServiceSettings.RECOMMEND)) {
      command.addAll(installation.vectorOptions());
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
    process.stop();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public @Nullable ProcessHandle process() {
    return process.handle();
  }
}
