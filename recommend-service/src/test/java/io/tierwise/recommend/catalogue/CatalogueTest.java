package io.tierwise.recommend.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");

  private final Catalogue catalogue = new Catalogue();

  private static Item item(String id, String name, Instant at, String... path) {
    return new Item(id, name, null, List.of(path), BigDecimal.TEN, true, false, false, true, at);
  }

  private CatalogueEntry entry(String id) {
    CatalogueEntry entry = catalogue.entry(catalogue.number(id));
    assertThat(entry).isNotNull();
    return entry;
  }

  @Test
  void numbers_stay_asTheCatalogueGrows() {
    for (int i = 0; i < 5_000; i++) {
      catalogue.put(item("i" + i, "n" + i, T));
    }
    for (int i = 0; i < 5_000; i++) {
      assertThat(catalogue.number("i" + i)).isEqualTo(i);
      assertThat(catalogue.itemId(i)).isEqualTo("i" + i);
      assertThat(catalogue.label(i)).isEqualTo("n" + i);
    }
    assertThat(catalogue.find("unknown")).isEqualTo(OptionalInt.empty());
    assertThat(catalogue.size()).isEqualTo(5_000);
  }

  @Test
  void anyPrefixOfThePath_isACategoryOfTheItem() {
    catalogue.put(item("i", "n", T, "Home", "Kitchen", "Knives"));
    for (String name : List.of("home", "Home/Kitchen", "HOME > kitchen > KNIVES")) {
      assertThat(entry("i").isIn(catalogue.category(name).orElseThrow())).isTrue();
    }
    assertThat(catalogue.category("Kitchen")).isEmpty();
    assertThat(catalogue.category("Hom")).isEmpty();
    catalogue.put(item("j", "n", T, "Home", "Bath"));
    assertThat(entry("i").isIn(catalogue.category("Home/Bath").orElseThrow())).isFalse();
  }

  @Test
  void anOlderChange_doesNotOverruleANewerOne() {
    catalogue.put(item("i", "new", T.plusSeconds(5)));
    catalogue.put(item("i", "old", T));
    assertThat(entry("i").item().name()).isEqualTo("new");
  }

  @Test
  void events_fillGaps_butDoNotOverruleTheCatalogue() {
    Item bare = Item.learnt("i", null, null, List.of(), null, T);
    Item named = Item.learnt("i", "Pan", "Hearth", List.of("Home"), BigDecimal.ONE, T);
    assertThat(catalogue.learnsFrom(bare)).isTrue();
    catalogue.learn(bare);
    assertThat(catalogue.learnsFrom(bare)).isFalse();
    assertThat(catalogue.learnsFrom(named)).isTrue();
    catalogue.learn(named);
    assertThat(entry("i").item().name()).isEqualTo("Pan");
    catalogue.put(item("i", "Cast iron pan", T));
    assertThat(catalogue.learnsFrom(named)).isFalse();
    catalogue.learn(named);
    assertThat(entry("i").item().name()).isEqualTo("Cast iron pan");
  }

  @Test
  void aLateEvent_doesNotBringADeletedItemBack() {
    catalogue.put(Item.deleted("i", T));
    Item late = Item.learnt("i", "Pan", null, List.of(), null, T.plusSeconds(9));
    assertThat(catalogue.learnsFrom(late)).isFalse();
    catalogue.learn(late);
    assertThat(entry("i").item().hidden()).isTrue();
    catalogue.put(item("i", "back", T.plusSeconds(10)));
    assertThat(entry("i").item().hidden()).isFalse();
  }
}
