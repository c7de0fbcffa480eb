package io.tierwise.starter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.starter.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
  @Test
  void allThatIsWrong_isToldAtOnce() {
    Map<String, List<String>> given = new LinkedHashMap<>();
    given.put("size", List.of("many"));
    given.put("sure", List.of("true", "false"));
    given.put("typo", List.of("1"));
    given.put("limit", List.of("5"));
    given.put("name", List.of(" "));
    QueryParameters of = new QueryParameters(given, "conditions.");
    of.allow("limit");

    Integer size = of.get("size", Integer::valueOf, "a number");
    Boolean sure = of.get("sure", QueryParameters::truth, "true or false");
    String name = of.get("name", QueryParameters::text, "a name");
    Integer absent = of.get("absent", Integer::valueOf, "a number");
    assertThat(size).isNull();
    assertThat(sure).isTrue();
    assertThat(name).isNull();
    assertThat(absent).isNull();

    assertThatThrownBy(of::check)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.errors())
                    .extracting(problem -> problem.field() + " " + problem.message())
                    .containsExactly(
                        "conditions.size 'many' is not a number",
                        "conditions.name ' ' is not a name",
                        "conditions.sure is given 2 times",
                        "conditions.typo is not known here; known: [limit, size, sure, name,"
                            + " absent]"));
  }

  @Test
  void whatIsRight_passes() {
    QueryParameters of = new QueryParameters(Map.of("size", List.of("7")));
    Integer size = of.get("size", Integer::valueOf, "a number");
    of.check();
    assertThat(size).isEqualTo(7);
  }
}
