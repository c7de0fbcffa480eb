package io.tierwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.OrderWorth;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderWorthTest {
  private static final String LINES =
      "[{\"productId\":\"a\",\"price\":2.50,\"quantity\":2},{\"productId\":\"b\",\"price\":1}]";

  private static BehaviorEvent event(@Nullable String order, String products) {
    String json =
        """
        {"messageId":"m","type":"TRACK","event":"Order Completed","userId":"u","source":"s",
         "occurredAt":"2026-01-01T00:00:00Z","receivedAt":"2026-01-01T00:00:00Z",
         "products":%s%s}
        """
            .formatted(products, order == null ? "" : ",\"order\":" + order);
    return ContractJson.read(json.getBytes(StandardCharsets.UTF_8), BehaviorEvent.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"revenue":9,"total":20}                        | 9    | 9
          {"total":20,"tax":2,"shipping":3,"discount":1}  | 15   | 20
          {"total":2,"tax":3}                             | 0    | 2
          {"discount":1.5}                                | 4.50 | 6.00
          {"discount":7}                                  | 0    | 6.00
          {}                                              | 6.00 | 6.00
          """)
  void worth_isTheFirstThatTheEventSays(String order, BigDecimal worth, BigDecimal givenBack) {
    BehaviorEvent event = event(order, LINES);
    assertThat(OrderWorth.ofOrder(event)).isEqualTo(worth);
    assertThat(OrderWorth.ofRefund(event)).isEqualTo(givenBack);
  }

  @Test
  void withoutOrderOrPrice_nothingIsSaid() {
    assertThat(OrderWorth.ofOrder(event(null, LINES))).isEqualTo("6.00");
    BehaviorEvent unpriced = event("{\"discount\":1}", "[{\"productId\":\"a\"}]");
    assertThat(OrderWorth.ofOrder(unpriced)).isNull();
    assertThat(OrderWorth.ofRefund(event("{}", "[]"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"total":1,"tax":1e-999999999}
          {"revenue":1e999999999}
          """)
  void amountThatNoSumCanHold_isRefused(String order) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrderWorth.ofOrder(event(order, "[]")))
        .withMessageContaining("more than 30 digits");
  }
}
