package io.tierwise.segmentation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RuleReaderTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static List<RuleProblem> problems(Object tree) {
    return switch (RuleReader.read(tree, "/rule", 400)) {
      case RuleReader.Result.Read(Rule rule) -> throw new AssertionError("was read: " + rule);
      case RuleReader.Result.Wrong(List<RuleProblem> problems) -> problems;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | /rule | not-an-object",
        "[] | /rule | not-an-object",
        "{} | /rule | unknown-condition",
        "{\"and\":[],\"or\":[]} | /rule | unknown-condition",
        "{\"and\":[]} | /rule/and | not-a-list",
        "{\"and\":[{\"not\":{\"xor\":1}}]} | /rule/and/0/not | unknown-condition",
        "{\"and\":[{\"did\":\"a\"}],\"a/b\":1} | /rule/a~1b | unknown-key",
        "{\"field\":\"height\",\"op\":\">\",\"value\":1} | /rule/field | unknown-field",
        "{\"field\":\"consent\",\"value\":true} | /rule/field | unknown-field",
        "{\"field\":\"tier.x\",\"op\":\"=\",\"value\":\"a\"} | /rule/field | unknown-field",
        "{\"field\":\"frequency\",\"op\":\"~\",\"value\":1} | /rule/op | unknown-op",
        "{\"field\":\"frequency\",\"op\":\">\",\"value\":\"1\"} | /rule/value | not-a-number",
        "{\"field\":\"frequency\",\"op\":\">\",\"value\":1e999} | /rule/value | not-a-number",
        "{\"field\":\"recencyDays\",\"op\":\"=\",\"value\":1} | /rule/op | unknown-op",
        "{\"field\":\"recencyDays\",\"op\":\">\",\"value\":-1} | /rule/value | out-of-range",
        "{\"field\":\"tier\",\"op\":\"in\",\"value\":[]} | /rule/value | not-a-list",
        "{\"field\":\"tier\",\"op\":\"in\",\"value\":[\"a\",3]} | /rule/value/1 | not-a-text",
        "{\"field\":\"tier\",\"op\":\">\",\"value\":\"a\"} | /rule/op | unknown-op",
        "{\"field\":\"consent.email\",\"value\":\"yes\"} | /rule/value | not-a-boolean",
        "{\"did\":\"\"} | /rule/did | not-a-text",
        "{\"did\":\"a\",\"atLeast\":0} | /rule/atLeast | out-of-range",
        "{\"did\":\"a\",\"atLeast\":1.5} | /rule/atLeast | out-of-range",
        "{\"did\":\"a\",\"withinDays\":401} | /rule/withinDays | out-of-range",
        "{\"did\":\"a\",\"itemId\":null} | /rule/itemId | not-a-text",
        "{\"did\":\"a\",\"item\":\"x\"} | /rule/item | unknown-key",
      })
  void whatIsWrong_isToldWithItsPlace(String json, String pointer, String code) {
    Object tree = JSON.readValue(json, Object.class);

    assertThat(problems(tree))
        .extracting(RuleProblem::pointer, RuleProblem::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(pointer, code));
  }

  @Test
  void everythingThatIsWrong_isToldAtOnce() {
    Object tree =
        Map.of("and", List.of(Map.of("did", 1), Map.of("or", List.of(Map.of("field", "x")))));

    assertThat(problems(tree))
        .extracting(RuleProblem::pointer)
        .containsExactly("/rule/and/0/did", "/rule/and/1/or/0/field");
  }

  @Test
  void depthAndSize_areBounded() {
    Object deep = Map.of("did", "a");
    for (int i = 0; i < 1000; i++) {
      deep = Map.of("not", deep);
    }
    Object wide = Map.of("or", Collections.nCopies(1_000_000, Map.of("did", "a")));

    assertThat(problems(deep)).extracting(RuleProblem::code).containsExactly("too-deep");
    assertThat(problems(wide)).extracting(RuleProblem::code).containsExactly("too-large");
  }
}
