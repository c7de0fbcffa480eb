package io.tierwise.recommend.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListIdTest {
  @Test
  void parse_readsWhatWasWritten() {
    ListId id = new ListId("product-page", "b", "item-knn", "m12", "6f0d5a0e-2b0b");
    assertThat(ListId.parse(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "summer sale",
        "r1.home.a.item-knn.m1",
        "r2.home.a.item-knn.m1.x",
        "r1.home..item-knn.m1.x",
        "r1.home.a.item-knn.m1.x.y",
        "r1.ho me.a.item-knn.m1.x",
        "r1.home.a.item-knn.m1.\0"
      })
  void parse_leavesOtherListsAlone(String text) {
    assertThat(ListId.parse(text)).isEmpty();
  }
}
