package io.tierwise.launcher.demo;

import io.tierwise.launcher.demo.DemoReport.Allocation;
import io.tierwise.launcher.demo.DemoReport.Experiment;
import io.tierwise.launcher.demo.DemoReport.Recommendations;
import io.tierwise.launcher.demo.DemoReport.Segment;
import io.tierwise.launcher.demo.DemoReport.Tier;
import io.tierwise.launcher.demo.Stages.Done;
import io.tierwise.launcher.importing.FrontDoor;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** The whole loop on a generated shop, stage by stage. */
public final class Demo implements AutoCloseable {
  private static final int TIERS = 5;
  private static final Duration HELD_OUT = Duration.ofDays(14);

  private final Terminal terminal;
  private final Stages stages;
  private final MemoryPeak memory = new MemoryPeak();
  private final CompletableFuture<Shop> generated;
  private final Instant cut;

  public Demo(ShopSettings settings, Terminal terminal) {
    this.terminal = terminal;
    this.stages = new Stages(terminal);
    Duration period = Duration.between(settings.start(), settings.end());
    Duration heldOut =
        period.compareTo(HELD_OUT.multipliedBy(3)) < 0 ? period.dividedBy(4) : HELD_OUT;
    this.cut = settings.end().minus(heldOut);
    // Beside the start of the processes, which leaves it time enough.
    this.generated = CompletableFuture.supplyAsync(() -> Shop.generate(settings));
  }

  /** The first stage, timed with the others. */
  public Stack start(StackSettings settings) throws Exception {
    return stages.run(
        "start",
        "start",
        () -> new Done<>(Stack.start(settings), "PostgreSQL, Kafka and the services are ready"));
  }

  /**
   * Everything after the start.
   *
   * @param smtpPort of a mail server on this machine
   */
  public DemoReport run(Stack stack, int smtpPort) throws Exception {
    Shop shop = generated.get();
    FrontDoor.Settings door =
        FrontDoor.Settings.of(stack.url(ServiceSettings.INGEST), ServiceSettings.LOCAL_WRITE_KEY);
    try (Rest rest = new Rest(stack::url);
        ConsumerLag lag = new ConsumerLag(stack.kafkaBootstrapServers());
        ShopLoad load = new ShopLoad(door, terminal)) {
      new DemoMails(rest, smtpPort).prepare();
      return new Run(shop, rest, load, new Settling(rest, lag, terminal)).everything();
    } catch (IOException e) {
      String ended = stack.unexpectedEnd().getNow("");
      throw ended.isEmpty()
          ? e
          : new DemoFailed("%s ended by itself; its log is %s".formatted(ended, stack.log(ended)));
    }
  }

  @Override
  public void close() {
    memory.close();
  }

  private final class Run {
    private final Shop shop;
    private final Rest rest;
    private final ShopLoad load;
    private final Settling settling;
    private final DemoCampaigns campaigns;
    private final ReportPrinter printer;

    Run(Shop shop, Rest rest, ShopLoad load, Settling settling) {
      this.shop = shop;
      this.rest = rest;
      this.load = load;
      this.settling = settling;
      this.campaigns = new DemoCampaigns(rest, shop);
      this.printer = new ReportPrinter(terminal);
    }

    DemoReport everything() throws Exception {
      long before = settling.ledger();
      stages.run("catalogue", "catalogue", this::catalogue);
      stages.run(
          "history",
          "history until " + cut.toString().substring(0, 10),
          () -> loaded(load.send(shop.eventsBefore(cut))));
      stages.run("settle", "settle", () -> settled(before));
      Recommendations recommendations = recommendations();
      stages.run("recent", "the days since", () -> loaded(load.send(shop.eventsFrom(cut))));
      stages.run("settle", "settle", () -> settled(before));
      stages.run("train", "train on everything", this::train);
      JsonNode tiering = stages.run("segment", "tiers and segments", this::segment);
      JsonNode allocation = stages.run("allocate", "allocate campaigns", () -> allocate(tiering));
      stages.run("respond", "customers answer", () -> respond(allocation.path("id").asString()));
      stages.run("settle", "settle", () -> settled(before));
      List<JsonNode> reports = stages.run("report", "report", this::reports);
      JsonNode counts = rest.get(ServiceSettings.PROFILE, "/v1/profiles/counts");
      DemoReport report =
          new DemoReport(
              load.sent(),
              load.events().accepted(),
              load.events().rejected(),
              counts.path("profiles").asLong(),
              tiers(tiering),
              segments(tiering),
              recommendations,
              allocation(allocation.path("result")),
              experiment(reports.getFirst().path("experiment")),
              DemoReport.rounded(stages.seconds()),
              memory.mebibytes());
      printer.print(report, counts, allocation, reports);
      printer.example(rest, report.tiers());
      return report;
    }

    private Done<Integer> catalogue() throws Exception {
      load.items(shop.items());
      return new Done<>(shop.items().size(), "%,d items".formatted(shop.items().size()));
    }

    private Done<Long> loaded(long count) {
      return new Done<>(
          count,
          "%,d events sent, %,d accepted so far, %,d rejected"
              .formatted(count, load.events().accepted(), load.events().rejected()));
    }

    /** On data of an earlier run the same shop's events are known already and do not add up. */
    private Done<Long> settled(long before) throws Exception {
      if (before == 0) {
        settling.await(load.events().accepted());
      } else {
        settling.await();
      }
      return new Done<>(settling.ledger(), "every service has everything");
    }

    private Recommendations recommendations() throws Exception {
      CompletableFuture<Map<String, Set<String>>> heldOut =
          CompletableFuture.supplyAsync(() -> shop.heldOutPurchases(cut));
      stages.run("train", "train recommendations", this::train);
      return stages.run("measure", "measure recall@10", () -> measure(heldOut.get()));
    }

    private Done<JsonNode> train() throws Exception {
      JsonNode run =
          rest.run(ServiceSettings.RECOMMEND, "/v1/training-runs", Map.of(), List.of("SUCCEEDED"));
      return new Done<>(run, "model " + run.path("modelVersion").asString("?"));
    }

    private Done<Recommendations> measure(Map<String, Set<String>> heldOut) throws Exception {
      RecallCheck check = new RecallCheck(rest, heldOut);
      RecallCheck.Recall personal = check.of("item-knn");
      RecallCheck.Recall popular = check.of("popularity");
      return new Done<>(
          new Recommendations(personal.served(), personal.recallAt10(), popular.recallAt10()),
          "item k-NN %.3f, popularity %.3f, %,d customers"
              .formatted(personal.recallAt10(), popular.recallAt10(), heldOut.size()));
    }

    private Done<JsonNode> segment() throws Exception {
      JsonNode draft =
          rest.run(
              ServiceSettings.SEGMENTATION,
              "/v1/runs",
              Map.of("k", TIERS, "note", "demo"),
              List.of("DRAFT"));
      String id = draft.path("id").asString();
      rest.post(ServiceSettings.SEGMENTATION, "/v1/runs/" + id + "/publish", null);
      JsonNode result = draft.path("result");
      return new Done<>(
          result,
          "%,d customers in %d tiers, published"
              .formatted(result.path("customers").asLong(), result.path("tiers").size()));
    }

    private Done<JsonNode> allocate(JsonNode tiering) throws Exception {
      // The audience is made of tiers and segments that campaign-service has heard of.
      settling.await();
      campaigns.plan(
          tiers(tiering).stream().map(Tier::name).toList(),
          segments(tiering).stream().map(Segment::name).toList());
      JsonNode allocation = campaigns.allocate();
      return new Done<>(
          allocation,
          "%,d contacts for %d campaigns"
              .formatted(
                  allocation.path("result").path("contacts").asLong(), campaigns.ids().size()));
    }

    private Done<Long> respond(String allocationId) throws Exception {
      var outcome = campaigns.responses(allocationId);
      long sent = load.send(outcome.events().stream());
      return new Done<>(
          sent,
          "%,d treated, %,d held out, %,d events"
              .formatted(outcome.treated().size(), outcome.control().size(), sent));
    }

    private Done<List<JsonNode>> reports() throws Exception {
      List<JsonNode> reports = campaigns.reports();
      campaigns.decideOnSite();
      return new Done<>(reports, reports.size() + " campaigns");
    }
  }

  private static List<Tier> tiers(JsonNode tiering) {
    List<Tier> tiers = new ArrayList<>();
    for (JsonNode tier : tiering.path("tiers")) {
      tiers.add(
          new Tier(
              tier.path("name").asString(),
              tier.path("customers").asLong(),
              tier.path("revenueShare").asDouble()));
    }
    return tiers;
  }

  private static List<Segment> segments(JsonNode tiering) {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode segment : tiering.path("segments")) {
      segments.add(
          new Segment(segment.path("name").asString(), segment.path("customers").asLong()));
    }
    return segments;
  }

  private static Allocation allocation(JsonNode result) {
    return new Allocation(
        result.path("contacts").asInt(),
        amount(result.path("spend")),
        amount(result.path("budget")),
        result.path("primal").asDouble(),
        result.path("bound").asDouble(),
        result.path("gap").asDouble());
  }

  static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.path("amount").asString("0"));
  }

  private static Experiment experiment(JsonNode experiment) {
    JsonNode interval = experiment.path("liftInterval");
    return new Experiment(
        experiment.path("treated").asLong(),
        experiment.path("control").asLong(),
        share(experiment.path("treatedConversion")),
        share(experiment.path("controlConversion")),
        interval.size() == 2
            ? List.of(interval.path(0).asDouble(), interval.path(1).asDouble())
            : null);
  }

  private static @org.jspecify.annotations.Nullable Double share(JsonNode value) {
    return value.isNumber() ? value.asDouble() : null;
  }
}
