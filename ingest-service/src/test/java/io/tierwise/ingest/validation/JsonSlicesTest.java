package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSlicesTest {
  @Test
  void elements_areFoundWhateverIsInThem() {
    String body =
        "{\"sentAt\":\"]}\", \"batch\" : [ {\"a\":\"}]\\\"\"} , {broken: [}},\"x\",\n 12 ,"
            + "{\"b\":[[1],{}]}] , \"context\":{\"batch\":[1]}}";
    assertThat(elements(body))
        .containsExactly("{\"a\":\"}]\\\"\"}", "{broken: [}}", "\"x\"", "12", "{\"b\":[[1],{}]}");
  }

  @Test
  void envelope_isTheObjectWithoutTheArray() {
    Cut cut = cut("{\"a\":1,\"batch\":[1,2],\"b\":2}");
    assertThat(cut)
        .isInstanceOfSatisfying(
            Cut.Elements.class,
            elements ->
                assertThat(new String(elements.envelope(), UTF_8))
                    .isEqualTo("{\"a\":1,\"batch\":null,\"b\":2}"));
  }

  @Test
  void bytesThatAreNotUtf8_stayInTheirElement() {
    byte[] body = "{\"batch\":[\"caf\u00e9\",\"tea\"]}".getBytes(ISO_8859_1);
    assertThat(JsonSlices.cut(body, "batch", 9))
        .isInstanceOfSatisfying(
            Cut.Elements.class, elements -> assertThat(elements.slices()).hasSize(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      nullValues = "none",
      value = {
        "##|$|empty|empty",
        "#  #|$|empty|empty",
        "[1]|$|wrong-type|object",
        "hello|$|broken-json|object",
        "{\"batch\":[1]|$|broken-json|line 1, column 13",
        "{\"batch\":[{\"a\":[1}|$|broken-json|do not close",
        "{\"batch\":[\"a]}|$|broken-json|does not end",
        "{\"batch\":[1 2]}|$|broken-json|comma",
        "{\"batch\":[1,]}|$|broken-json|value was expected",
        "{\"batch\":[1]} x|$|broken-json|follows",
        "{\"batch\" [1]}|$|broken-json|colon",
        "{batch:[1]}|$|broken-json|field name",
        "{\"batch\":{}}|batch|wrong-type|array",
        "{\"batch\":[]}|batch|empty|no elements",
        "{}|batch|missing|required",
        "{\"batch\":[1],\"batch\":[2]}|batch|duplicate-field|twice",
        "{\"batch\":[1,2,3,4]}|batch|too-many-events|more than 3",
      })
  void bodyThatCannotBeCut_saysWhereAndWhy(String body, String field, String code, String message) {
    assertThat(JsonSlices.cut(body.getBytes(UTF_8), "batch", 3))
        .isInstanceOfSatisfying(
            Cut.Unreadable.class,
            unreadable -> {
              Reason reason = unreadable.reason();
              assertThat(reason.field()).isEqualTo(field);
              assertThat(reason.code()).isEqualTo(code);
              assertThat(reason.message()).contains(message);
            });
  }

  private static Cut cut(String body) {
    return JsonSlices.cut(body.getBytes(UTF_8), "batch", 100);
  }

  private static List<String> elements(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return cut(body) instanceof Cut.Elements(var slices, var _)
        ? slices.stream().map(s -> new String(bytes, s.offset(), s.length(), UTF_8)).toList()
        : List.of();
  }
}
