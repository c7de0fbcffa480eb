package io.tierwise.recommend.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.serving.Cause;
import io.tierwise.recommend.serving.Places;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.Strategy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import tools.jackson.databind.json.JsonMapper;

class AnswerJsonPropertyTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS))
          .build();
  private static final ListId LIST = new ListId("home", "b", "item-knn", "m1", "unique");

  @Property(tries = 100, seed = "20261123", shrinking = ShrinkingMode.OFF)
  void anAnswer_isWhatTheMapperWouldWrite_alsoAfterItsItemsChanged(
      @ForAll("items") List<Item> known,
      @ForAll("items") List<Item> changed,
      @ForAll("texts") String userId,
      @ForAll long seed) {
    Catalogue catalogue = new Catalogue();
    ItemJson items = new ItemJson(catalogue, "GBP");
    known.forEach(catalogue::put);
    catalogue.number("\"only\\ heard of"); // Nothing is known of it but the id.
    Recommendations answer = answer(catalogue, known.size(), new Random(seed));
    assertSame(answer, userId, items);
    for (int i = 0; i < Math.min(known.size(), changed.size()); i++) {
      Item other = changed.get(i);
      catalogue.put(
          new Item(
              known.get(i).itemId(),
              other.name(),
              other.brand(),
              other.categoryPath(),
              other.price(),
              true,
              false,
              false,
              true,
              Instant.EPOCH));
    }
    assertSame(answer, userId, items);
  }

  private static void assertSame(Recommendations answer, String userId, ItemJson items) {
    AnswerView view = AnswerView.ofUser(userId, answer, "GBP");
    assertThat(read(new AnswerJson(userId, null, answer, items))).isEqualTo(mapped(view));
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
    assertThat(read(new AnswerJson(null, LIST, answer, items))).isEqualTo(mapped(ofPlacement));
  }

  /** Places of the items that have an entry, with reasons of all kinds. */
  private static Recommendations answer(Catalogue catalogue, int items, Random random) {
    int size = items == 0 ? 0 : random.nextInt(6);
    Places.Builder places = new Places.Builder(catalogue, size);
    for (int place = 0; place < size; place++) {
      places.place(random.nextInt(items), 1e3 * random.nextGaussian());
      for (int reason = random.nextInt(6); reason > 0; reason--) {
        Cause cause = Cause.values()[random.nextInt(Cause.values().length)];
        if (random.nextBoolean()) {
          places.reason(cause, random.nextInt(catalogue.size()), random.nextDouble());
        } else {
          places.reason(cause);
        }
        if (random.nextInt(4) == 0) {
          places.saying("in \"words\" of its own");
        }
      }
    }
    return new Recommendations(
        Strategy.values()[random.nextInt(Strategy.values().length)],
        random.nextBoolean() ? null : "m\"1",
        random.nextBoolean(),
        random.nextBoolean(),
        places.build());
  }

  /** As text, for the order of the fields. */
  private static String read(AnswerJson answer) {
    JsonBytes json = new JsonBytes();
    answer.write(json);
    return MAPPER.readTree(json.take()).toString();
  }

  private static String mapped(AnswerView view) {
    return MAPPER.readTree(MAPPER.writeValueAsBytes(view)).toString();
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
  Arbitrary<List<Item>> items() {
    return Combinators.combine(
            texts(),
            texts().injectNull(.3),
            texts().injectNull(.3),
            texts().list().ofMaxSize(3),
            Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("1e9"))
                .injectNull(.3))
        .as(
            (id, name, brand, path, price) ->
                new Item(id, name, brand, path, price, true, false, false, true, Instant.EPOCH))
        .list()
        .uniqueElements(Item::itemId)
        .ofMaxSize(5);
  }
}
