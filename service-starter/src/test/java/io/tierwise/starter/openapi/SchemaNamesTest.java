package io.tierwise.starter.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaNamesTest {
  private final SchemaNames names = new SchemaNames();

  static final class OrderController {
    record Request() {}
  }

  record ItemView() {
    record Part() {}
  }

  @Test
  void name_saysWhatTheTypeIsNestedIn() {
    assertThat(names.getNameOfClass(OrderController.Request.class))
        .isEqualTo("SchemaNamesTestOrderRequest");
    assertThat(names.getNameOfClass(ItemView.Part.class)).isEqualTo("SchemaNamesTestItemPart");
    assertThat(names.getNameOfClass(String.class)).isEqualTo("String");
  }
}
