package io.tierwise.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tierwise.launcher.stack.StackSettings.ExternalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real PostgreSQL and Kafka processes. */
class StackIT {
  @TempDir Path folder;

  private StackSettings withoutServices() {
    return StackSettings.local(Installation.find(), folder.resolve("with a space"))
        .withServices(List.of())
        .onFreePorts();
  }

  @Test
  void data_survivesARestart_andNothingIsLeftRunning() throws Exception {
    List<ProcessHandle> children;
    try (Stack stack = Stack.start(withoutServices())) {
      write(stack, "first");
      children = ProcessHandle.current().descendants().toList();
      assertThat(children).hasSizeGreaterThanOrEqualTo(2);
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);

    try (Stack stack = Stack.start(withoutServices())) {
      assertThat(read(stack)).isEqualTo("first first");
    }
  }

  @Test
  void parts_comeBackWithTheirDataAfterAKill() throws Exception {
    try (Stack stack = Stack.start(withoutServices())) {
      write(stack, "kept");
      ProcessHandle server = stack.process("postgres").orElseThrow();
      ProcessHandle broker = stack.process("kafka").orElseThrow();
      stack.kill("postgres");
      stack.kill("kafka");
      assertThat(server.isAlive()).isFalse();
      assertThat(broker.isAlive()).isFalse();

      stack.start("postgres");
      stack.start("kafka");

      assertThat(read(stack)).isEqualTo("kept kept");
      assertThat(stack.unexpectedEnd()).isNotDone();
    }
  }

  @Test
  void partThatEndsByItself_isNoticed() throws Exception {
    try (Stack stack = Stack.start(withoutServices())) {
      stack.process("kafka").orElseThrow().destroyForcibly();
      assertThat(stack.unexpectedEnd().get(60, TimeUnit.SECONDS)).isEqualTo("kafka");
    }
  }

  @Test
  void children_endWhenTheirLauncherIsKilled_andTheNextOneRecovers() throws Exception {
    StackSettings settings = withoutServices();
    Process launcher =
        new ProcessBuilder(
                settings.installation().javaCommand().toString(),
                "-Dtierwise.root=" + settings.installation().root(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledLauncher.class.getName(),
                settings.data().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> children;
    try (var lines = launcher.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      children = launcher.toHandle().descendants().toList();
      assertThat(children).hasSizeGreaterThanOrEqualTo(2);
    } finally {
      launcher.destroyForcibly().waitFor();
    }
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));

    try (Stack stack = Stack.start(settings)) {
      assertThat(read(stack)).isEqualTo("before the kill before the kill");
    }
  }

  @Test
  void staleLockOfADeadServer_isNoObstacle() throws Exception {
    StackSettings settings = withoutServices();
    try (Stack stack = Stack.start(settings)) {
      write(stack, "x");
    }
    // A process that lives, but is no PostgreSQL: numbers come round again.
    Files.writeString(
        settings.data().resolve("postgres/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + settings.data().resolve("postgres") + "\n0\n1\n");
    try (Stack stack = Stack.start(settings)) {
      assertThat(read(stack)).isEqualTo("x x");
    }
  }

  @Test
  void secondStack_onTheSameFolder_isRefused() throws Exception {
    try (Stack stack = Stack.start(withoutServices())) {
      assertThat(stack.urls()).isEmpty();
      assertThatThrownBy(() -> Stack.start(withoutServices()))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("in use by another stack");
    }
  }

  @Test
  void partThatDoesNotStart_isNamedWithItsLog_andTheOthersEnd() throws Exception {
    StackSettings settings = withoutServices();
    Files.createDirectories(settings.data().resolve("postgres"));
    Files.writeString(settings.data().resolve("postgres/PG_VERSION"), "7\n");
    Files.writeString(settings.data().resolve("postgres.password"), "lost");

    assertThatThrownBy(() -> Stack.start(settings))
        .isInstanceOfSatisfying(
            StartFailed.class,
            failure -> {
              assertThat(failure.part()).isEqualTo("postgres");
              assertThat(failure.log()).exists();
              assertThat(failure.lastLines()).isNotEmpty();
            });
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }

  @Test
  void folderThatCannotBeUsed_isNamedWithTheReason() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    StackSettings settings = StackSettings.local(Installation.find(), file.resolve("below"));

    assertThatThrownBy(() -> Stack.start(settings))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining(file.resolve("below") + " cannot be used (");
  }

  @Test
  void start_thatIsInterrupted_saysThatItStops_andLeavesNothing() throws Exception {
    List<String> notes = new CopyOnWriteArrayList<>();
    StackListener listener =
        new StackListener() {
          @Override
          public void ready(String part, String address, Duration after) {}

          @Override
          public void note(String text) {
            notes.add(text);
          }
        };
    AtomicReference<Exception> end = new AtomicReference<>();
    Thread starting =
        new Thread(
            () -> {
              try {
                Stack.start(withoutServices().withListener(listener)).close();
              } catch (Exception e) {
                end.set(e);
              }
            });
    starting.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ProcessHandle.current().descendants().findAny().isPresent());
    starting.interrupt();
    starting.join(Duration.ofMinutes(2));

    assertThat(end.get()).isInstanceOf(InterruptedException.class);
    assertThat(notes).contains("stopping").last().asString().startsWith("stopped after ");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> ProcessHandle.current().descendants().findAny().isEmpty());
  }

  @Test
  void serversThatRunElsewhere_areUsed_andMissingOnesAreNamed() throws Exception {
    try (Stack elsewhere = Stack.start(withoutServices())) {
      var server =
          ExternalPostgres.of(
              elsewhere.jdbcUrl("").replaceAll("/$", ""),
              elsewhere.databaseUser(),
              elsewhere.databasePassword());
      StackSettings external =
          StackSettings.local(Installation.find(), folder.resolve("other"))
              .withServices(List.of())
              .withPostgres(server)
              .withKafka(elsewhere.kafkaBootstrapServers());
      // Children only: PostgreSQL starts and ends processes of its own at any time.
      long before = ProcessHandle.current().children().count();
      try (Stack stack = Stack.start(external)) {
        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
        write(stack, "outside");
      }
      assertThat(read(elsewhere)).isEqualTo("outside outside");
      assertThatThrownBy(() -> Stack.start(external.withKafka("127.0.0.1:1")))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("no broker answers at 127.0.0.1:1");
      assertThatThrownBy(
              () ->
                  Stack.start(external.withPostgres(new ExternalPostgres("127.0.0.1:1", "u", "p"))))
          .isInstanceOf(StartFailed.class)
          .hasMessageContaining("cannot prepare the databases on 127.0.0.1:1");
    }
  }

  static void write(Stack stack, String value) throws Exception {
    try (Connection connection = connect(stack);
        var statement = connection.createStatement()) {
      statement.execute("create table kept (value text)");
      statement.execute("insert into kept values ('" + value + "')");
    }
    Map<String, Object> config =
        Map.of("bootstrap.servers", stack.kafkaBootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("kept", 0, "key", value)).get(30, TimeUnit.SECONDS);
    }
  }

  private static String read(Stack stack) throws Exception {
    String inDatabase;
    try (Connection connection = connect(stack);
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select value from kept")) {
      assertThat(rows.next()).isTrue();
      inDatabase = rows.getString(1);
    }
    Map<String, Object> config = Map.of("bootstrap.servers", stack.kafkaBootstrapServers());
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("kept", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var records = consumer.poll(Duration.ofSeconds(30)).records(partition);
      assertThat(records).hasSize(1);
      return inDatabase + " " + records.getFirst().value();
    }
  }

  private static Connection connect(Stack stack) throws Exception {
    return DriverManager.getConnection(
        stack.jdbcUrl("postgres"), stack.databaseUser(), stack.databasePassword());
  }

  /** A launcher that can clean up nothing. */
  static final class KilledLauncher {
    public static void main(String[] arguments) throws Exception {
      Stack stack =
          Stack.start(
              StackSettings.local(Installation.find(), Path.of(arguments[0]))
                  .withServices(List.of())
                  .onFreePorts());
      write(stack, "before the kill");
      System.out.println("ready");
      // Standard input is a pipe that nobody closes before the kill.
      System.exit(System.in.read());
    }
  }
}
