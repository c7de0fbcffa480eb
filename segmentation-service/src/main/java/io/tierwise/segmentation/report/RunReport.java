package io.tierwise.segmentation.report;

import io.tierwise.segmentation.fairness.FairnessAudit;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.forecast.DailySales;
import io.tierwise.segmentation.propensity.LiveModel;
import io.tierwise.segmentation.propensity.ModelResult;
import io.tierwise.segmentation.propensity.PropensityModels;
import io.tierwise.segmentation.propensity.RegisteredModel;
import io.tierwise.segmentation.rfm.SegmentGrid;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.SegmentationRun;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes the report of a run that has a result. */
public final class RunReport {
  private static final int VALUE_BINS = 30;

  private final ReportFigures figures;
  private final FairnessAudits audits;
  private final DailySales sales;
  private final PropensityModels models;
  private final SegmentGrid grid;
  private final String currency;

  public RunReport(
      ReportFigures figures,
      FairnessAudits audits,
      DailySales sales,
      PropensityModels models,
      SegmentGrid grid,
      String currency) {
    this.figures = figures;
    this.audits = audits;
    this.sales = sales;
    this.models = models;
    this.grid = grid;
    this.currency = currency;
  }

  /**
   * @return a page of HTML that is XML as well
   */
  public String of(SegmentationRun run, RunResult result) {
    List<Section> sections = new ArrayList<>();
    sections.add(TierSection.of(result, currency));
    sections.add(RfmSection.of(figures.scored(run.id()), grid, currency));
    sections.add(ChoiceSection.of(result));
    sections.add(CentroidSection.of(result, run.parameters().features()));
    sections.add(MigrationSection.of(run.assessment(), currency));
    sections.add(StabilitySection.of(result));
    for (FairnessAudit audit : audits.results(run.id())) {
      sections.add(FairnessSection.of(audit, Objects.requireNonNull(audit.result(), "result")));
    }
    figures.values(VALUE_BINS).ifPresent(values -> sections.add(ValueSection.of(values, currency)));
    for (LiveModel.Id live : models.live()) {
      models.find(live.modelId()).ifPresent(model -> add(sections, model));
    }
    ForecastSection.of(sales.read(null), currency).ifPresent(sections::add);
    return ReportPage.of("Segmentation run of " + day(result.asOf()), facts(run, result), sections);
  }

  private static void add(List<Section> sections, RegisteredModel model) {
    ModelResult result = model.result();
    if (result != null) {
      sections.add(ModelSection.of(model, result));
    }
  }

  private Map<String, String> facts(SegmentationRun run, RunResult result) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Customers", Numbers.count(result.customers()));
    facts.put("Prospects", Numbers.count(result.prospects()));
    facts.put("Net revenue", Numbers.money(result.revenue()) + " " + currency);
    facts.put("State", run.state().name().toLowerCase(Locale.ROOT));
    facts.put("Engine", run.parameters().engine());
    facts.put(
        "Features",
        String.join(", ", run.parameters().features().stream().map(f -> f.key()).toList()));
    facts.put("Data until", instant(result.asOf()));
    facts.put("Seed", String.valueOf(run.parameters().seed()));
    facts.put("Asked for by", run.createdBy());
    if (run.parameters().note() != null) {
      facts.put("Note", run.parameters().note());
    }
    facts.put("Run", run.id().toString());
    facts.put("Data fingerprint", result.dataFingerprint());
    return facts;
  }

  private static String day(Instant at) {
    return at.toString().substring(0, 10);
  }

  private static String instant(Instant at) {
    return at.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", " UTC");
  }
}
