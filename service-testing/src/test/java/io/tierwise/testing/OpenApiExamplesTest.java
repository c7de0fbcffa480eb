package io.tierwise.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpenApiExamplesTest {
  @Test
  void missing_namesOperationsWhoseAnswersAreNotShown() {
    String api =
        """
        {"paths": {
          "/v1/a": {
            "get": {"responses": {"200": {"content": {"*/*": {"example": {"x": 1}}}}}},
            "put": {"responses": {"200": {"content": {"*/*": {"examples": {"": {"value": 1}}}}}}},
            "post": {"responses": {"202": {"content": {"*/*": {"schema": {}}}}}},
            "delete": {"responses": {"204": {"description": "No Content"}}}},
          "/v1/b": {
            "get": {"responses": {
              "200": {"content": {"application/json": {"example": 1}, "text/csv": {}}}}}}}}
        """;

    assertThat(OpenApiExamples.missing(api)).containsExactly("POST /v1/a", "GET /v1/b");
  }

  @Test
  void whatIsNoDescription_isRefused() {
    assertThatThrownBy(() -> OpenApiExamples.missing("{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
