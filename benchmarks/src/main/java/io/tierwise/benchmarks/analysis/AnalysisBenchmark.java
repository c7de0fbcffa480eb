package io.tierwise.benchmarks.analysis;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the real profile-service takes for each question about the behaviour of all users over
 * half a year of five million events, asked over HTTP one at a time. There is no peer.
 */
public final class AnalysisBenchmark implements MeasuredWork {
  private static final int SESSIONS = 1_000_000;
  private static final int USERS = 100_000;

  /** A quick run is of a fiftieth. */
  private static final int QUICK = 50;

  private static final double LIMIT_SECONDS = 2;

  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public AnalysisBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "analysis";
  }

  @Override
  public String description() {
    return "funnel, paths, retention, orders and quality over 5,000,000 events";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    ServiceSettings profile =
        ServiceSettings.named(ServiceSettings.PROFILE).with("TIERWISE_PROFILE_VISITS_EVERY", "1s");
    StackSettings settings = BenchFolder.stack(installation, name(), profile);
    int part = wishes.quick() ? QUICK : 1;
    BenchReport.Builder report = BenchReport.of(name(), clock.instant());
    try (Stack stack = Stack.start(settings);
        AnalysisLedger ledger =
            new AnalysisLedger(
                stack.jdbcUrl("profile"), stack.databaseUser(), stack.databasePassword())) {
      terminal.line("Filling the ledger");
      ledger.fill(USERS / part, SESSIONS / part);
      ledger.awaitVisits();
      report
          .figure("events", ledger.events())
          .figure("visits", ledger.visits())
          .figure("factBytesPerEvent", (double) ledger.bytesOf("ledger_fact") / ledger.events())
          .figure("visitBytesPerEvent", (double) ledger.bytesOf("ledger_visit") / ledger.events());
      ask(stack.url(ServiceSettings.PROFILE), wishes, terminal).forEach(report::figure);
    }
    settings.emptyData();
    questions().keySet().forEach(each -> report.target(each, Bound.AT_MOST, LIMIT_SECONDS));
    return report.build();
  }

  private Map<String, Runs> ask(URI service, Wishes wishes, Terminal terminal)
      throws IOException, InterruptedException {
    Map<String, Runs> seconds = new LinkedHashMap<>();
    int rounds = Rounds.of(wishes.quick());
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, String> question : questions().entrySet()) {
        long begin = System.nanoTime();
        ask(service.resolve("/v1/" + question.getValue()));
        // The first round is for warming up.
        Runs runs = seconds.computeIfAbsent(question.getKey(), name -> new Runs());
        if (round > 0) {
          runs.add((System.nanoTime() - begin) / 1e9);
        }
      }
      terminal.line(round == 0 ? "Warm" : "Round " + round + " of " + rounds);
    }
    return seconds;
  }

  private void ask(URI question) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(question).timeout(Duration.ofMinutes(1)).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(question + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }

  /** By the name of the figure. The period ends now, amid a day. */
  private Map<String, String> questions() {
    String from = clock.instant().minus(Duration.ofDays(179)).truncatedTo(ChronoUnit.DAYS) + "";
    Map<String, String> questions = new LinkedHashMap<>();
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("Seconds", "");
    filters.put("ByTagSeconds", "&tag=by-hand");
    filters.put("ByRuleSeconds", "&tag=by-rule");
    filters.forEach(
        (name, filter) -> {
          questions.put("funnel" + name, "analysis/funnel?bucket=day&from=" + from + filter);
          questions.put("paths" + name, "analysis/paths?steps=3&from=" + from + filter);
          questions.put("retention" + name, "analysis/retention?from=" + from + filter);
          questions.put("orders" + name, "analysis/orders?from=" + from + filter);
        });
    String funnel = "analysis/funnel?bucket=week&from=" + from;
    questions.put("funnelByCategorySeconds", funnel + "&category=category-5");
    questions.put("funnelByChannelSeconds", funnel + "&channel=web");
    questions.put("funnelByCountrySeconds", funnel + "&country=GB&tag=by-rule");
    questions.put("pathsFromStartSeconds", "analysis/paths?start=Product%20Added&from=" + from);
    questions.put("qualitySeconds", "quality?from=" + from);
    return questions;
  }
}
