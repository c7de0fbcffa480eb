package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.audience.Audience;
import io.tierwise.segmentation.audience.Audiences;
import io.tierwise.segmentation.audience.Lookalikes;
import io.tierwise.segmentation.audience.Lookalikes.Answer;
import io.tierwise.segmentation.audience.Lookalikes.Lookalike;
import io.tierwise.starter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who is like the customers of a segment. */
@RestController
@Tag(name = "Audiences")
class LookalikesController {
  private static final int MAX = 10_000;
  private static final int USUAL = 100;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Audiences audiences;
  private final Lookalikes lookalikes;

  LookalikesController(Audiences audiences, Lookalikes lookalikes) {
    this.audiences = audiences;
    this.lookalikes = lookalikes;
  }

  record Ask(@Schema(example = "100") @Nullable Integer n) {}

  record Found(String audience, List<Lookalike> items) {}

  @PostMapping("/v1/audiences/{name}/lookalikes")
  @Operation(
      summary = "Customers outside of a segment by rule who are most like those in it",
      description =
          "The nearest to the mean of its members over orders, net revenue, sessions, browsing"
              + " time, active days, categories and days since last seen, each in standard"
              + " deviations of all customers; skewed ones on a logarithmic scale.")
  Found lookalikes(
      @PathVariable String name,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject("{\"n\": 100}")))
          @RequestBody(required = false)
          @Nullable Ask body) {
    int n = body == null || body.n() == null ? USUAL : body.n();
    if (n < 1 || n > MAX) {
      throw ProblemException.invalid("n", "out-of-range", n + " is not between 1 and " + MAX);
    }
    Audience audience =
        audiences.find(name).orElseThrow(() -> ProblemException.notFound("audience", name));
    return switch (lookalikes.nearest(audience.id(), n)) {
      case Answer.Found(List<Lookalike> nearest) -> new Found(name, nearest);
      case Answer.Busy() ->
          throw ProblemException.unavailable(
              "busy", "Lookalikes are being looked for already", RETRY_AFTER);
    };
  }
}
