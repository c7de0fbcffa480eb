package io.tierwise.benchmarks.tiering;

import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.process.ResidentMemory;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Rounds of a first run over a shop, from the request to the last message on the topic, and then of
 * a second run that finds the same and has to change nothing.
 */
final class WholeRun {
  private static final long POLL_MILLIS = 25;
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final double NANOS = 1e9;

  private final Stack stack;
  private final FeatureRows rows;
  private final RunClient client;
  private final TopicCount topic;
  private final Clock clock;
  private final Terminal terminal;

  WholeRun(
      Stack stack,
      FeatureRows rows,
      RunClient client,
      TopicCount topic,
      Clock clock,
      Terminal terminal) {
    this.stack = stack;
    this.rows = rows;
    this.client = client;
    this.topic = topic;
    this.clock = clock;
    this.terminal = terminal;
  }

  private static final class Measured {
    private final Runs whole = new Runs();
    private final Runs draft = new Runs();
    private final Runs publish = new Runs();
    private final Runs tell = new Runs();
    private final Runs again = new Runs();
    private final Runs serviceCpu = new Runs();
    private final Runs postgresCpu = new Runs();
    private final Map<String, Runs> stages = new LinkedHashMap<>();
  }

  void measured(SyntheticShop shop, int rounds, BenchReport.Builder report, String prefix)
      throws Exception {
    Measured m = measure(shop, rounds);
    report
        .figure(prefix + "customers", shop.size())
        .figure(prefix + "wholeSeconds", m.whole)
        .figure(prefix + "draftSeconds", m.draft)
        .figure(prefix + "publishSeconds", m.publish)
        .figure(prefix + "topicSeconds", m.tell)
        .figure(prefix + "unchangedRunSeconds", m.again)
        .figure(prefix + "serviceCpuSeconds", m.serviceCpu)
        .figure(prefix + "postgresCpuSeconds", m.postgresCpu);
    m.stages.forEach((stage, took) -> report.figure(prefix + "stage." + stage + "Seconds", took));
    report.figure(prefix + "serviceMostMemoryMiB", mostMemoryMiB());
  }

  Measured measure(SyntheticShop shop, int rounds) throws Exception {
    Measured m = new Measured();
    for (int round = 0; round < rounds; round++) {
      rows.replace(shop, clock.instant());
      round(shop, m);
    }
    return m;
  }

  private void round(SyntheticShop shop, Measured m) throws Exception {
    ProcessHandle service = stack.process(ServiceSettings.SEGMENTATION).orElseThrow();
    ProcessHandle postgres = stack.process("postgres").orElseThrow();
    long before = topic.messages();
    Duration serviceBefore = CpuTime.of(service);
    Duration postgresBefore = CpuTime.ofTree(postgres);
    long begin = System.nanoTime();
    JsonNode draft = client.draft();
    long drafted = System.nanoTime();
    long changed = client.publish(draft);
    long published = System.nanoTime();
    require(changed, shop.size(), "changed assignments");
    awaitTold(before + shop.size());
    long told = System.nanoTime();
    m.draft.add((drafted - begin) / NANOS);
    m.publish.add((published - drafted) / NANOS);
    m.tell.add((told - published) / NANOS);
    m.whole.add((told - begin) / NANOS);
    m.serviceCpu.add(CpuTime.of(service).minus(serviceBefore).toNanos() / NANOS);
    m.postgresCpu.add(CpuTime.ofTree(postgres).minus(postgresBefore).toNanos() / NANOS);
    draft
        .get("timings")
        .properties()
        .forEach(
            stage ->
                m.stages
                    .computeIfAbsent(stage.getKey(), key -> new Runs())
                    .add(stage.getValue().asLong() / 1e3));
    begin = System.nanoTime();
    require(client.publish(client.draft()), 0, "changes by a run that finds the same");
    m.again.add((System.nanoTime() - begin) / NANOS);
    require(topic.messages(), before + shop.size(), "messages");
    terminal.line(
        "%,d customers: %.1f s (draft %.1f, publish %.1f, topic %.1f), again %.1f s; %s",
        shop.size(),
        m.whole.values().getLast(),
        m.draft.values().getLast(),
        m.publish.values().getLast(),
        m.tell.values().getLast(),
        m.again.values().getLast(),
        draft.get("timings"));
  }

  private void awaitTold(long messages) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (topic.messages() < messages || !rows.allTold()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(topic.messages() + " messages after " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    require(topic.messages(), messages, "messages");
  }

  private static void require(long seen, long wanted, String what) {
    if (seen != wanted) {
      throw new IllegalStateException(seen + " " + what + " where " + wanted + " were to be");
    }
  }

  /** Resident, at its highest; 0 where the system does not tell. */
  private double mostMemoryMiB() throws Exception {
    ProcessHandle service = stack.process(ServiceSettings.SEGMENTATION).orElseThrow();
    return ResidentMemory.mostMiB(service.pid());
  }
}
