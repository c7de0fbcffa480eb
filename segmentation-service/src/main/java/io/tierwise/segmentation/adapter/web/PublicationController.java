package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.run.CompareRuns;
import io.tierwise.segmentation.run.PublishRun;
import io.tierwise.segmentation.run.PublishRun.Expected;
import io.tierwise.segmentation.run.RunState;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.problem.ProblemException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a run would change, what two runs differ in, and making one the one that counts. */
@RestController
@RequestMapping("/v1/runs/{id}")
@Tag(name = "Publication", description = "Preview, compare, publish and roll back runs")
class PublicationController {
  private final PublishRun publishRun;
  private final CompareRuns compareRuns;
  private final SegmentationRuns runs;
  private final RunFinder finder;
  private final String currency;

  PublicationController(
      PublishRun publishRun,
      CompareRuns compareRuns,
      SegmentationRuns runs,
      @Value("${tierwise.base-currency}") String currency) {
    this.publishRun = publishRun;
    this.compareRuns = compareRuns;
    this.runs = runs;
    this.finder = new RunFinder(runs);
    this.currency = currency;
  }

  @GetMapping("/preview")
  @Operation(
      summary = "Who would move if the run were published",
      description = "The ETag names the run that is published now; send it as If-Match to publish.")
  ResponseEntity<MigrationView.Preview> preview(@PathVariable String id) {
    CompareRuns.Preview preview = compareRuns.preview(finder.withResult(id));
    return ResponseEntity.ok()
        .eTag(Etags.of(preview.published()))
        .body(MigrationView.Preview.of(preview, currency));
  }

  @GetMapping("/migration")
  @Operation(summary = "Who moves from another run, or from the published one, to this run")
  MigrationView.Comparison migration(
      @PathVariable String id, @RequestParam(defaultValue = "published") String against) {
    String other = against.equals("published") ? publishedId() : against;
    return compare(other, id);
  }

  @GetMapping("/compare/{other}")
  @Operation(summary = "Sizes, migration and adjusted Rand index of two runs")
  MigrationView.Comparison compare(@PathVariable String id, @PathVariable String other) {
    return MigrationView.Comparison.of(
        compareRuns.compare(finder.withResult(id), finder.withResult(other)), currency);
  }

  @PostMapping("/publish")
  @Operation(
      summary = "Make a draft the published run",
      description =
          "Refused with 409 if another run was published since this one finished. With If-Match"
              + " (the ETag of the preview, \"none\" if nothing is published) refused with 412 if"
              + " another run is published than that.")
  RunView publish(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    Expected expected = expected(ifMatch);
    return answer(id, publishRun.publish(RunFinder.uuid(id), expected), expected, "draft");
  }

  @PostMapping("/rollback")
  @Operation(
      summary = "Publish a run again that was published before, in place of the published one")
  RunView rollBack(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    Expected expected = expected(ifMatch);
    return answer(
        id,
        publishRun.rollBackTo(RunFinder.uuid(id), expected),
        expected,
        "superseded or rolled_back");
  }

  private RunView answer(
      String id, PublishRun.Outcome outcome, @Nullable Expected expected, String needed) {
    return switch (outcome) {
      case PublishRun.Outcome.Published(SegmentationRun run) -> RunView.of(run, currency);
      case PublishRun.Outcome.Unknown() -> throw ProblemException.notFound("run", id);
      case PublishRun.Outcome.WrongState(RunState state) ->
          throw ProblemException.conflict(
              "wrong-state", "Run " + id + " is " + low(state) + ", not " + needed);
      case PublishRun.Outcome.Overtaken(UUID published) -> throw overtaken(published, expected);
    };
  }

  static ProblemException overtaken(@Nullable UUID published, @Nullable Expected expected) {
    String now =
        published == null ? "No run is published now" : "Run " + published + " is published now";
    return expected == null
        ? ProblemException.conflict(
            "overtaken",
            now
                + ", but this run's preview compared with another; look at the preview again and"
                + " publish with its ETag as If-Match")
        : Etags.failed(now + "; look at the preview again");
  }

  private static String low(RunState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Expected expected(@Nullable String ifMatch) {
    String tag = Etags.value(ifMatch);
    if (tag == null) {
      return null;
    }
    if (tag.equals(Etags.NONE)) {
      return new Expected(null);
    }
    try {
      return new Expected(UUID.fromString(tag));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("If-Match", "invalid-etag", "'" + tag + "' names no run");
    }
  }

  private String publishedId() {
    return runs.publishedId().orElseThrow(NothingPublished::problem).toString();
  }
}
