package io.tierwise.recommend.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.serving.Reason;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.RecommendedItem;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerJsonPropertyTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();
  private static final ItemJson ITEMS = new ItemJson("GBP");
  private static final ListId LIST = new ListId("home", "b", "item-knn", "m1", "unique");

  @Property(tries = 100, seed = "20261123")
  void anAnswer_isWhatTheMapperWouldWrite(
      @ForAll("answers") Recommendations answer, @ForAll("texts") String userId) {
    AnswerView view = AnswerView.ofUser(userId, answer, "GBP");
    assertThat(read(new AnswerJson(userId, null, answer, ITEMS))).isEqualTo(mapped(view));
    AnswerView ofPlacement =
        new AnswerView(
            null,
            null,
            LIST.toString(),
            LIST.variant(),
            view.strategy(),
            view.modelVersion(),
            view.fallback(),
            view.historyKnown(),
            view.items());
    assertThat(read(new AnswerJson(null, LIST, answer, ITEMS))).isEqualTo(mapped(ofPlacement));
  }

  private static JsonNode read(AnswerJson answer) {
    JsonBytes json = new JsonBytes();
    answer.write(json);
    return MAPPER.readTree(json.take());
  }

  private static JsonNode mapped(AnswerView view) {
    return MAPPER.readTree(MAPPER.writeValueAsBytes(view));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\u024f')
        .withChars('"', '\\', '\u4e2d')
        .ofMaxLength(20)
        .map(text -> text + "\ud83d\ude00");
  }

  @Provide
  Arbitrary<Recommendations> answers() {
    Arbitrary<Double> values = Arbitraries.doubles().between(-1e7, 1e7).ofScale(9);
    Arbitrary<Reason> reasons =
        Combinators.combine(texts(), texts().injectNull(.3), values, texts()).as(Reason::new);
    Arbitrary<Item> items =
        Combinators.combine(
                texts(),
                texts().injectNull(.3),
                texts().injectNull(.3),
                texts().list().ofMaxSize(3),
                Arbitraries.bigDecimals()
                    .between(BigDecimal.ZERO, new BigDecimal("1e9"))
                    .injectNull(.3))
            .as(
                (id, name, brand, path, price) ->
                    new Item(
                        id, name, brand, path, price, true, false, false, true, Instant.EPOCH));
    Arbitrary<RecommendedItem> places =
        Combinators.combine(items, values, reasons.list().ofMaxSize(3)).as(RecommendedItem::new);
    return Combinators.combine(
            Arbitraries.of(Strategy.class),
            texts().injectNull(.3),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false),
            places.list().ofMaxSize(5))
        .as(Recommendations::new);
  }
}
