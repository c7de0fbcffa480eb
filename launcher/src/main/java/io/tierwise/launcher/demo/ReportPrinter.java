package io.tierwise.launcher.demo;

import io.tierwise.launcher.demo.DemoReport.Segment;
import io.tierwise.launcher.demo.DemoReport.Tier;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.terminal.Bars;
import io.tierwise.launcher.terminal.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The report on screen: the same figures as in the file, and an example from each service. */
final class ReportPrinter {
  private static final int WIDTH = 24;
  private static final int EXAMPLES = 4;
  private final Terminal terminal;

  ReportPrinter(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(DemoReport report, JsonNode counts, JsonNode allocation, List<JsonNode> campaigns) {
    heading("Events and profiles");
    terminal.line(
        "  %,d events sent, %,d accepted, %,d rejected",
        report.events(), report.accepted(), report.rejected());
    terminal.line(
        "  %,d profiles, %,d of them identified; %,d customers with %,d orders, revenue %s",
        report.profiles(),
        counts.path("identified").asLong(),
        counts.path("customersWithOrder").asLong(),
        counts.path("orders").asLong(),
        money(counts.path("grossRevenue")));
    tiers(report.tiers());
    segments(report.segments());
    recommendations(report);
    allocation(report, allocation.path("result"));
    for (JsonNode campaign : campaigns) {
      experiment(campaign);
    }
  }

  private void tiers(List<Tier> tiers) {
    heading("Tiers");
    double customers = Math.max(1, tiers.stream().mapToLong(Tier::customers).sum());
    terminal.line("  %-14s %9s  %-32s %s", "", "customers", "of customers", "of revenue");
    for (Tier tier : tiers) {
      double share = tier.customers() / customers;
      terminal.line(
          "  %-14s %,9d  %s %4.1f %%  %s %4.1f %%",
          tier.name(),
          tier.customers(),
          Bars.of(share, WIDTH),
          100 * share,
          Bars.of(tier.revenueShare(), WIDTH),
          100 * tier.revenueShare());
    }
  }

  private void segments(List<Segment> segments) {
    heading("Segments");
    double customers = Math.max(1, segments.stream().mapToLong(Segment::customers).sum());
    for (Segment segment : segments) {
      double share = segment.customers() / customers;
      terminal.line(
          "  %-22s %,7d  %s %4.1f %%",
          segment.name(), segment.customers(), Bars.of(share, WIDTH), 100 * share);
    }
  }

  private void recommendations(DemoReport report) {
    heading("Recommendations, on the next purchases of the held-out days");
    double best =
        Math.max(
            report.recommendations().recallAt10(), report.recommendations().popularityRecallAt10());
    recall("item k-NN", report.recommendations().recallAt10(), best);
    recall("popularity", report.recommendations().popularityRecallAt10(), best);
    terminal.line("  %,d customers served", report.recommendations().usersServed());
  }

  private void recall(String name, double recall, double best) {
    terminal.line(
        "  recall@10 %-11s %s %.4f", name, Bars.of(best > 0 ? recall / best : 0, WIDTH), recall);
  }

  private void allocation(DemoReport report, JsonNode result) {
    heading("Allocation under budgets");
    terminal.line(
        "  %,d contacts; spent %s of %s; expected profit %.2f, no plan beats %.2f (gap %.3f %%)",
        report.allocation().contacts(),
        report.allocation().spend().toPlainString(),
        report.allocation().budget().toPlainString(),
        report.allocation().primal(),
        report.allocation().bound(),
        100 * report.allocation().gap());
    for (JsonNode campaign : result.path("byCampaign")) {
      double spend = Demo.amount(campaign.path("spend")).doubleValue();
      double budget = Demo.amount(campaign.path("budget")).doubleValue();
      terminal.line(
          "  %-22s %,6d contacts  %s %7.2f of %7.2f, one more pound is worth %.2f",
          campaign.path("name").asString(),
          campaign.path("contacts").asLong(),
          Bars.of(budget > 0 ? spend / budget : 0, WIDTH / 2),
          spend,
          budget,
          result.path("prices").path(campaign.path("campaignId").asString()).asDouble(0));
    }
  }

  private void experiment(JsonNode campaign) {
    JsonNode experiment = campaign.path("experiment");
    JsonNode totals = campaign.path("totals");
    heading("Campaign '" + campaign.path("name").asString() + "'");
    terminal.line(
        "  %,d impressions, %,d clicks, %,d orders attributed; spend %s, revenue %s, ROI %s",
        totals.path("impressions").asLong(),
        totals.path("clicks").asLong(),
        totals.path("conversions").asLong(),
        money(totals.path("spend")),
        money(totals.path("revenue")),
        totals.path("roi").isNumber() ? "%.1f".formatted(totals.path("roi").asDouble()) : "-");
    terminal.line(
        "  ordered: %.1f %% of %,d contacted, %.1f %% of %,d held out",
        100 * experiment.path("treatedConversion").asDouble(0),
        experiment.path("treated").asLong(),
        100 * experiment.path("controlConversion").asDouble(0),
        experiment.path("control").asLong());
    JsonNode interval = experiment.path("liftInterval");
    if (interval.size() == 2) {
      terminal.line(
          "  caused by the contact: %+.1f to %+.1f points (95 %%)",
          100 * interval.path(0).asDouble(), 100 * interval.path(1).asDouble());
    }
  }

  /** One of the best customers, seen by each service. */
  void example(Rest rest, List<Tier> tiers) throws Exception {
    String tier = encoded(tiers.getFirst().name());
    JsonNode members =
        rest.get(ServiceSettings.SEGMENTATION, "/v1/tiers/" + tier + "/members?limit=1");
    String user = members.path("items").path(0).path("userId").asString("");
    if (user.isEmpty()) {
      return;
    }
    heading("One customer: " + user);
    JsonNode placed =
        rest.get(ServiceSettings.SEGMENTATION, "/v1/users/" + encoded(user) + "/tier");
    terminal.line(
        "  %s, %s. %s",
        placed.path("tier").asString("no tier"),
        placed.path("segment").asString("no segment"),
        placed.path("explanation").path("summary").asString(""));
    JsonNode recommended =
        rest.get(
            ServiceSettings.RECOMMEND,
            "/v1/users/" + encoded(user) + "/recommendations?limit=" + EXAMPLES);
    for (JsonNode item : recommended.path("items")) {
      terminal.line(
          "  %-34s %8s  %s",
          item.path("name").asString(item.path("itemId").asString()),
          item.path("price").path("amount").asString(""),
          item.path("reasons").path(0).path("text").asString(""));
    }
    JsonNode decision =
        rest.post(
            ServiceSettings.CAMPAIGN,
            "/v1/decisions",
            Map.of("userId", user, "placement", "home", "context", Map.of()));
    JsonNode creative = decision.path("creative");
    terminal.line(
        "  to show on the home page now: %s (%s)",
        decision.path("offerId").isString()
            ? creative.path("title").asString("") + ": " + creative.path("body").asString("")
            : "nothing",
        decision.path("reason").asString(""));
  }

  private void heading(String text) {
    terminal.line("");
    terminal.line(text);
  }

  private static String money(JsonNode money) {
    return money.path("amount").asString("0") + " " + money.path("currency").asString("");
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
