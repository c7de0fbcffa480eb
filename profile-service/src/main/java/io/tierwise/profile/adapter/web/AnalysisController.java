package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.adapter.web.AnalysisAnswers.RetentionAnswer;
import io.tierwise.profile.analysis.Audience;
import io.tierwise.profile.analysis.BehaviorAnalysis;
import io.tierwise.profile.analysis.CalendarUnit;
import io.tierwise.profile.analysis.Cohort;
import io.tierwise.profile.analysis.Funnel;
import io.tierwise.profile.analysis.FunnelQuestion;
import io.tierwise.profile.analysis.OrderCell;
import io.tierwise.profile.analysis.PathQuestion;
import io.tierwise.profile.analysis.Paths;
import io.tierwise.profile.analysis.Paths.Path;
import io.tierwise.profile.analysis.Paths.Transition;
import io.tierwise.profile.analysis.Period;
import io.tierwise.starter.web.Csv;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Questions about the behaviour of all users, answered as JSON or CSV. */
@RestController
@Tag(
    name = "Analysis",
    description =
        "Behaviour of all users. Everywhere: from (inclusive) and to (exclusive) are days or"
            + " instants, the last 30 days unless given; tag asks about users who have it now, by hand"
            + " or by rule; suspects=true counts suspected bots and test traffic too;"
            + " Accept: text/csv or format=csv answers a table.")
class AnalysisController {
  private static final int FEWEST_STEPS = 2;
  private static final int USUAL_STEPS = 3;
  private static final int USUAL_PATHS = 20;

  private final BehaviorAnalysis analysis;
  private final String currency;
  private final Clock clock;

  AnalysisController(
      BehaviorAnalysis analysis, @Value("${tierwise.base-currency}") String currency, Clock clock) {
    this.analysis = analysis;
    this.currency = currency;
    this.clock = clock;
  }

  @Schema(name = "Paths")
  record PathsAnswer(
      Instant from,
      Instant to,
      @Schema(description = "Share of the users that were looked at") double usersShare,
      long sessions,
      @Schema(description = "next is null where the session ends") List<Transition> transitions,
      List<Path> paths) {}

  @GetMapping("/v1/analysis/funnel")
  @Operation(
      summary = "How far users come: view, cart, checkout, order",
      description =
          "Parameters: tag, category, country, channel, bucket (day, week). Country and channel are"
              + " those of the view that a user enters with.")
  ResponseEntity<Object> funnel(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    QuestionParameters of = new QuestionParameters(parameters);
    FunnelQuestion question =
        new FunnelQuestion(
            of.period(clock.instant()),
            of.text("category"),
            of.text("country"),
            of.text("channel"),
            of.unit("bucket", List.of(CalendarUnit.DAY, CalendarUnit.WEEK)),
            of.audience());
    boolean csv = of.csv(accept);
    of.check();
    Funnel funnel = analysis.funnel(question);
    if (!csv) {
      return json(AnalysisAnswers.of(question.period(), funnel, question.bucket() != null));
    }
    Csv table = new Csv("bucket", "step", "users", "shareOfFirst", "dropOff");
    if (question.bucket() == null) {
      steps(table, null, funnel.total());
    } else {
      funnel.buckets().forEach(bucket -> steps(table, bucket.start(), bucket.users()));
    }
    return table.answer();
  }

  private static void steps(Csv table, @Nullable Instant start, Funnel.Counts users) {
    AnalysisAnswers.steps(users, null)
        .forEach(
            step ->
                table.row(start, step.step(), step.users(), step.shareOfFirst(), step.dropOff()));
  }

  @GetMapping("/v1/analysis/retention")
  @Operation(
      summary = "Who orders again, by the time of the first order",
      description = "Parameters: tag, period (month, week). From and to bound the first orders.")
  ResponseEntity<Object> retention(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    QuestionParameters of = new QuestionParameters(parameters);
    Period period = of.period(clock.instant());
    CalendarUnit unit =
        Objects.requireNonNullElse(
            of.unit("period", List.of(CalendarUnit.MONTH, CalendarUnit.WEEK)), CalendarUnit.MONTH);
    Audience audience = of.audience();
    boolean csv = of.csv(accept);
    of.check();
    List<Cohort> cohorts = analysis.retention(period, unit, audience);
    if (!csv) {
      return json(
          new RetentionAnswer(
              period.from(),
              period.to(),
              unit.toString(),
              cohorts.stream().map(AnalysisAnswers::of).toList()));
    }
    Csv table = new Csv("cohort", "customers", "since", "ordered", "share", "complete");
    for (Cohort cohort : cohorts) {
      AnalysisAnswers.of(cohort)
          .activity()
          .forEach(
              active ->
                  table.row(
                      cohort.start(),
                      cohort.customers(),
                      active.since(),
                      active.customers(),
                      active.share(),
                      active.complete()));
    }
    return table.answer();
  }

  @GetMapping("/v1/analysis/paths")
  @Operation(
      summary = "What follows what within sessions",
      description =
          "Parameters: tag, start (an event; else the first of a session), steps (2 to 6), top (paths),"
              + " exact (all users, however many). As CSV: the paths, or with table=transitions"
              + " the transitions.")
  ResponseEntity<Object> paths(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    QuestionParameters of = new QuestionParameters(parameters);
    PathQuestion question =
        new PathQuestion(
            of.period(clock.instant()),
            of.text("start"),
            of.number("steps", USUAL_STEPS, FEWEST_STEPS, PathQuestion.MOST_STEPS),
            of.number("top", USUAL_PATHS, 1, PathQuestion.MOST_PATHS),
            of.truth("exact"),
            of.audience());
    String wanted = of.word("table", List.of("paths", "transitions"));
    boolean csv = of.csv(accept);
    of.check();
    Paths paths = analysis.paths(question);
    if (!csv) {
      return json(
          new PathsAnswer(
              question.period().from(),
              question.period().to(),
              paths.usersShare(),
              paths.sessions(),
              paths.transitions(),
              paths.paths()));
    }
    if (wanted.equals("transitions")) {
      Csv table = new Csv("event", "next", "count");
      paths.transitions().forEach(t -> table.row(t.event(), t.next(), t.count()));
      return table.answer();
    }
    Csv table = new Csv("path", "count");
    paths.paths().forEach(path -> table.row(String.join(" > ", path.events()), path.count()));
    return table.answer();
  }

  @GetMapping("/v1/analysis/orders")
  @Operation(
      summary = "Orders that stand by price band and hour of the week (UTC)",
      description = "Parameter: tag.")
  ResponseEntity<Object> orders(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    QuestionParameters of = new QuestionParameters(parameters);
    Period period = of.period(clock.instant());
    Audience audience = of.audience();
    boolean csv = of.csv(accept);
    of.check();
    List<OrderCell> cells = analysis.orders(period, audience);
    if (!csv) {
      return json(AnalysisAnswers.of(period, cells, currency));
    }
    Csv table = new Csv("band", "hourOfWeek", "orders", "revenue", "currency");
    cells.forEach(
        cell ->
            table.row(
                cell.band(),
                cell.hourOfWeek(),
                cell.orders(),
                cell.revenue().toPlainString(),
                currency));
    return table.answer();
  }

  static ResponseEntity<Object> json(Object answer) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
  }
}
