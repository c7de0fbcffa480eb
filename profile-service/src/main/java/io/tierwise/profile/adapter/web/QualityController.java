package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.analysis.Period;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.quality.DataQuality;
import io.tierwise.profile.quality.QualityDay;
import io.tierwise.profile.quality.QualityReport;
import io.tierwise.profile.quality.Suspect;
import io.tierwise.profile.quality.Suspicion;
import io.tierwise.profile.quality.TrafficRules;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Csv;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Money;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How good the data are. */
@RestController
@Tag(name = "Quality", description = "Late, repeated, refused and implausible data, day by day")
class QualityController {
  private static final int LARGEST_PAGE = 500;

  private final DataQuality quality;
  private final TrafficRules rules;
  private final ReadProfiles profiles;
  private final String currency;
  private final Clock clock;

  QualityController(
      DataQuality quality,
      TrafficRules rules,
      ReadProfiles profiles,
      @Value("${tierwise.base-currency}") String currency,
      Clock clock) {
    this.quality = quality;
    this.rules = rules;
    this.profiles = profiles;
    this.currency = currency;
    this.clock = clock;
  }

  @Schema(name = "QualityReport")
  record ReportAnswer(
      Instant from, Instant to, @Nullable Money outlierBound, List<QualityDay> days) {}

  @Schema(name = "Suspect")
  record SuspectAnswer(
      String userId, String kind, String rule, String detail, LocalDate day, Instant flaggedAt) {}

  @Schema(name = "Suspicions")
  record SuspicionsAnswer(
      String userId, boolean suspectedBot, boolean testTraffic, List<SuspectAnswer> suspicions) {}

  record ScanAnswer(int flagged) {}

  @GetMapping("/v1/quality")
  @Operation(
      summary = "Data quality by day (UTC)",
      description = "Whole days from that of from to that of to; as JSON, or as CSV like analyses.")
  ResponseEntity<Object> report(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestHeader(value = HttpHeaders.ACCEPT, required = false) @Nullable String accept) {
    QuestionParameters of = new QuestionParameters(parameters);
    Period period = of.period(clock.instant());
    boolean csv = of.csv(accept);
    of.check();
    QualityReport report = quality.report(period);
    if (!csv) {
      Money bound =
          report.outlierBound() == null ? null : Money.of(report.outlierBound(), currency);
      return AnalysisController.json(
          new ReportAnswer(period.from(), period.to(), bound, report.days()));
    }
    Csv table =
        new Csv(
            "day",
            "events",
            "anonymous",
            "late",
            "duplicates",
            "rejected",
            "orders",
            "outliers",
            "botEvents",
            "testEvents",
            "productEvents",
            "withoutPrice",
            "withoutCategory",
            "completions",
            "withoutRevenue",
            "unknownItems",
            "doorRejected");
    report
        .days()
        .forEach(
            d ->
                table.row(
                    d.day(),
                    d.events(),
                    d.anonymous(),
                    d.late(),
                    d.duplicates(),
                    d.rejected(),
                    d.orders(),
                    d.outliers(),
                    d.botEvents(),
                    d.testEvents(),
                    d.productEvents(),
                    d.withoutPrice(),
                    d.withoutCategory(),
                    d.completions(),
                    d.withoutRevenue(),
                    d.unknownItems(),
                    d.doorRejected()));
    return table.answer();
  }

  @GetMapping("/v1/quality/suspects")
  @Operation(summary = "Ids that are not taken for customers', with the rule that fired")
  Page<SuspectAnswer> suspects(
      @RequestParam(value = "kind", required = false) @Nullable String kind,
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, LARGEST_PAGE);
    String position = Cursor.decode(cursor);
    String[] after = position == null ? new String[] {"", ""} : position.split("\n", 2);
    if (after.length != 2) {
      throw Cursor.invalid();
    }
    List<Suspect> rows =
        quality.suspects(kind(kind), position == null ? null : after[0], after[1], size + 1);
    return Page.of(rows, size, row -> row.userKey() + "\n" + row.suspicion().rule())
        .map(QualityController::answer);
  }

  private static Suspicion.@Nullable Kind kind(@Nullable String text) {
    return switch (text) {
      case null -> null;
      case "bot" -> Suspicion.Kind.BOT;
      case "test" -> Suspicion.Kind.TEST;
      default ->
          throw ProblemException.invalid("kind", "wrong-type", "'" + text + "' is not bot or test");
    };
  }

  @GetMapping("/v1/profiles/{id}/suspicions")
  @Operation(summary = "Whether a user is suspected, with any of the ids, and why")
  SuspicionsAnswer suspicions(@PathVariable("id") String id) {
    var profile = profiles.find(id).orElseThrow(() -> ProfileController.unknown(id));
    List<String> keys = new ArrayList<>(profile.mergedKeys());
    keys.add(profile.userKey());
    List<Suspect> found = quality.suspicionsOf(keys);
    return new SuspicionsAnswer(
        profile.userKey(),
        found.stream().anyMatch(s -> s.suspicion().kind() == Suspicion.Kind.BOT),
        found.stream().anyMatch(s -> s.suspicion().kind() == Suspicion.Kind.TEST),
        found.stream().map(QualityController::answer).toList());
  }

  @PostMapping("/v1/quality/scans")
  @Operation(
      summary = "Look for bots by their rates now",
      description = "At the days whose events changed since the last look; happens by itself too.")
  ScanAnswer scan() {
    return new ScanAnswer(quality.scanRates(rules));
  }

  private static SuspectAnswer answer(Suspect suspect) {
    return new SuspectAnswer(
        suspect.userKey(),
        suspect.suspicion().kind().name().toLowerCase(Locale.ROOT),
        suspect.suspicion().rule(),
        suspect.suspicion().detail(),
        suspect.day(),
        suspect.flaggedAt());
  }
}
