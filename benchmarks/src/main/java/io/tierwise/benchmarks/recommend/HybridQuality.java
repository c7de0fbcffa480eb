package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.recommend.evaluation.FullRankingEvaluation;
import io.tierwise.recommend.evaluation.Interval;
import io.tierwise.recommend.evaluation.ListMetric;
import io.tierwise.recommend.evaluation.RankedLists;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PersonalModel;
import io.tierwise.recommend.model.Recommender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A hybrid of the models of a table beside the best of them: by the test itself, which favours the
 * single one.
 */
final class HybridQuality {
  /** A model fitted to all training data, and its lists for the test users. */
  private record Member(ModelTrainer trainer, PersonalModel model, RankedLists lists) {}

  private final PublicData data;
  private final int places;
  private final List<Member> members = new ArrayList<>();

  /**
   * @param places of the lists that NDCG is told of
   */
  HybridQuality(PublicData data, int places) {
    this.data = data;
    this.places = places;
  }

  void add(ModelTrainer trainer, Recommender fitted, RankedLists lists) {
    if (fitted instanceof PersonalModel model) {
      members.add(new Member(trainer, model, lists));
    }
  }

  /**
   * @param tuning weighs the members
   * @return the lists of the hybrid
   */
  RankedLists measure(Tuning tuning, BenchReport.Builder report, Terminal terminal) {
    HybridTrainer hybrid = tuning.hybrid(members.stream().map(Member::trainer).toList()).trainer();
    Map<ModelTrainer, PersonalModel> fitted = new LinkedHashMap<>();
    members.forEach(member -> fitted.put(member.trainer(), member.model()));
    PersonalModel sum = hybrid.sum(data.train(), fitted::get);
    Recommender popularity = QualityModels.popularity(data.weights()).fit(data.train());
    RankedLists lists =
        new FullRankingEvaluation(data.train(), data.weights(), _ -> false)
            .rank(sum, popularity, data.cases());
    Member best =
        members.stream()
            .max(Comparator.comparingDouble(each -> each.lists().mean(ListMetric.NDCG, places)))
            .orElseThrow();
    terminal.line("  %s", weights(hybrid));
    compare(lists, best, ListMetric.NDCG, "Ndcg", report, terminal);
    compare(lists, best, ListMetric.RECALL, "Recall", report, terminal);
    return lists;
  }

  private void compare(
      RankedLists lists,
      Member best,
      ListMetric metric,
      String name,
      BenchReport.Builder report,
      Terminal terminal) {
    Interval gain =
        Interval.ofDifference(lists.perUser(metric, places), best.lists().perUser(metric, places));
    String figure = data.name() + "HybridGain" + name + "At" + places;
    report
        .figure(figure, gain.value())
        .figure(figure + "Low", gain.low())
        .figure(figure + "High", gain.high());
    terminal.line(
        "%s",
        String.format(
            Locale.ROOT,
            "  %s %+.4f [%+.4f, %+.4f] beside %s",
            metric.nameAt(places),
            gain.value(),
            gain.low(),
            gain.high(),
            best.trainer().algorithm().id()));
  }

  private static String weights(HybridTrainer hybrid) {
    StringBuilder text = new StringBuilder("hybrid");
    for (HybridTrainer.Member member : hybrid.members()) {
      text.append(
          String.format(
              Locale.ROOT, " %.2f %s", member.weight(), member.trainer().algorithm().id()));
    }
    return text.toString();
  }
}
