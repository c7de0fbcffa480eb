package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.ingest.Answers.EventResult;
import io.tierwise.ingest.Answers.EventResults;
import io.tierwise.ingest.Answers.Status;
import io.tierwise.starter.problem.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnswersTest {
  private static final JsonMapper GENERAL = new JsonMapper();

  @Test
  void results_areWrittenAsByTheMapper() {
    EventResults results =
        new EventResults(
            2,
            2,
            List.of(
                new EventResult(0, "m-1", Status.accepted, null),
                new EventResult(
                    1,
                    null,
                    Status.rejected,
                    List.of(
                        new FieldProblem(
                            "$", "broken-json", "\"a\\\u0001\n\u00e9\u20ac\ud83d\ude00"),
                        new FieldProblem("userId", "missing", "is required"))),
                new EventResult(2, "with \"quotes\"", Status.accepted, null),
                new EventResult(3, "m-4", Status.rejected, List.of())));

    assertThat(new String(Answers.json(results), UTF_8))
        .isEqualTo(GENERAL.writeValueAsString(results));
  }

  @Test
  void noResults_areAnEmptyArray() {
    EventResults none = new EventResults(0, 0, List.of());

    assertThat(new String(Answers.json(none), UTF_8)).isEqualTo(GENERAL.writeValueAsString(none));
  }
}
