package io.tierwise.campaign.page;

import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.experiment.Lift;
import io.tierwise.campaign.page.Page.Section;
import io.tierwise.campaign.report.Incremental;
import io.tierwise.campaign.report.Later;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportedCampaign;
import io.tierwise.campaign.report.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What campaigns caused, and what became of those who were treated. */
final class CausedSections {
  private final MoneyReport report;
  private final Words words;
  private final Map<String, ReportedCampaign> campaigns = new TreeMap<>();
  private final List<Whiskers.Row> whiskers = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  CausedSections(MoneyReport report, Words words) {
    this.report = report;
    this.words = words;
    report.campaigns().forEach(campaign -> campaigns.put(campaign.id(), campaign));
  }

  Section caused() {
    Incremental all = report.incremental();
    if (all == null) {
      return new Section(
          "What it caused",
          List.of(
              "Nobody was held out, so it is not known what would have been bought without the"
                  + " contacts."),
          "",
          "",
          List.of(),
          List.of());
    }
    add("All together", all);
    if (report.experiments().size() > 1) {
      for (Trial trial : report.experiments()) {
        ReportedCampaign campaign = campaigns.get(trial.campaignId());
        if (campaign != null) {
          add(campaign.name(), trial.lift(), campaign.margin());
        }
      }
    }
    report.incrementalByTier().forEach(tier -> add("Tier " + tier.tier(), tier.incremental()));
    String title = "Incremental return on spend with 95 % intervals";
    return new Section(
        "What it caused",
        List.of(
            "Treated users against those held out whom the same rule would have chosen. A return"
                + " above zero earned more than it cost; an interval that reaches across the dashed"
                + " line leaves open whether it did."),
        whiskers.isEmpty()
            ? ""
            : new Whiskers("caused", title, "The same numbers are in the table below.", whiskers)
                .draw(),
        words.in("Caused by the contacts"),
        List.of("", "revenue", "95 %", "spend", "return", "95 %"),
        rows);
  }

  private void add(String name, Incremental incremental) {
    IncrementalRoi roi = incremental.roi();
    rows.add(
        List.of(
            name,
            Words.amount(incremental.revenue()),
            Words.amounts(incremental.revenueInterval()),
            Words.amount(incremental.spend()),
            Words.percent(roi == null ? null : roi.estimate()),
            Words.percents(roi == null ? null : roi.interval())));
    draw(name, roi);
  }

  private void add(String name, Lift lift, double margin) {
    IncrementalRoi roi = lift.incrementalRoi(margin);
    rows.add(
        List.of(
            name,
            Words.amount(lift.incrementalRevenue()),
            Words.amounts(lift.incrementalRevenueInterval()),
            Words.amount(lift.treatedSpend()),
            Words.percent(roi == null ? null : roi.estimate()),
            Words.percents(roi == null ? null : roi.interval())));
    draw(name, roi);
  }

  private void draw(String name, @Nullable IncrementalRoi roi) {
    if (roi != null
        && Double.isFinite(roi.interval().low())
        && Double.isFinite(roi.interval().high())) {
      whiskers.add(new Whiskers.Row(name, roi.estimate(), roi.interval()));
    }
  }

  /** Empty as long as nobody's decision is long enough ago. */
  Optional<Section> later() {
    List<List<String>> cells = new ArrayList<>();
    for (Trial trial : report.experiments()) {
      for (Later later : trial.later()) {
        if (later.treated().users() > 0 && later.control().users() > 0) {
          cells.add(cells(trial, later));
        }
      }
    }
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "What became of them",
                List.of(
                    "Retention: share with an order in the 30 days that end so many days after the"
                        + " decision. Change of value: what a user spent in so many days after it,"
                        + " less in as many before, on average."),
                "",
                words.in("Retention and change of value"),
                List.of(
                    "campaign, days after",
                    "treated",
                    "held out",
                    "retention, treated",
                    "held out",
                    "95 % of difference",
                    "value, treated",
                    "held out",
                    "95 % of difference"),
                cells));
  }

  private List<String> cells(Trial trial, Later later) {
    ReportedCampaign campaign = campaigns.get(trial.campaignId());
    return List.of(
        (campaign == null ? trial.campaignId() : campaign.name()) + ", " + later.days(),
        Words.number(later.treated().users()),
        Words.number(later.control().users()),
        Words.percent(later.treated().retention()),
        Words.percent(later.control().retention()),
        Words.percents(later.retentionInterval()),
        Words.amount(Objects.requireNonNull(later.treated().meanChange())),
        Words.amount(Objects.requireNonNull(later.control().meanChange())),
        Words.amounts(later.valueInterval()));
  }
}
