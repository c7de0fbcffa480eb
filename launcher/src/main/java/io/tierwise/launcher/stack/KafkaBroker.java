package io.tierwise.launcher.stack;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A Kafka broker that is its own controller, in a JVM of its own, listening on loopback. */
final class KafkaBroker implements Part {
  static final String NAME = "kafka";
  private static final Duration START_TIME = Duration.ofSeconds(60);
  private static final Duration STOP_TIME = Duration.ofSeconds(20);

  private final Installation installation;
  private final DataFolder data;
  private final int port;
  private final int controllerPort;
  private final PartProcess process;

  KafkaBroker(Installation installation, DataFolder data, int port, int controllerPort) {
    this.installation = installation;
    this.data = data;
    this.port = port;
    this.controllerPort = controllerPort;
    this.process = new PartProcess(NAME, data.log(NAME), START_TIME, STOP_TIME);
  }

  @Override
  public String name() {
    return NAME;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void start() throws StartFailed, IOException, InterruptedException {
    Files.createDirectories(data.kafka());
    Path properties = data.kafka().resolve("server.properties");
    Files.writeString(properties, properties());
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
    process.start(command(properties), Map.of(), () -> Ports.accepts(address, 500));
  }

  private List<String> command(Path properties) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(installation.javaCommand().toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-Xms64m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "-cp",
            String.join(File.pathSeparator, installation.launcherClassPath()),
            Leash.class.getName(),
            BrokerMain.class.getName(),
            properties.toString(),
            logFolder().toString(),
            clusterId()));
    return command;
  }

  private Path logFolder() {
    return data.kafka().resolve("log");
  }

  /** Made once; the broker refuses a folder of another cluster. */
  private String clusterId() throws IOException {
    Path file = data.kafka().resolve("cluster.id");
    if (!Files.exists(file)) {
      // Kafka's own ids never begin with a dash, which its tools would take for an option.
      Files.writeString(file, Uuid.randomUuid().toString(), StandardCharsets.US_ASCII);
    }
    return Files.readString(file).strip();
  }

  private String properties() {
    // Backslashes are escapes in a properties file.
    String folder = logFolder().toString().replace("\\", "\\\\");
    return """
        # Written at every start; changes here are lost.
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        log.dirs=%3$s
        num.partitions=12
        default.replication.factor=1
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        share.coordinator.state.topic.num.partitions=4
        broker.session.timeout.ms=5000
        broker.heartbeat.interval.ms=1000
        group.initial.rebalance.delay.ms=0
        log.retention.hours=720
        log.segment.bytes=67108864
        log.index.size.max.bytes=1048576
        log.cleaner.dedupe.buffer.size=16777216
        num.network.threads=2
        num.io.threads=4
        num.recovery.threads.per.data.dir=2
        background.threads=2
        """
        .formatted(port, controllerPort, folder);
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
