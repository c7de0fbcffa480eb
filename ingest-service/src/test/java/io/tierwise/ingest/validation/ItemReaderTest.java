package io.tierwise.ingest.validation;

import static io.tierwise.ingest.validation.Events.NOW;
import static io.tierwise.ingest.validation.Events.reasons;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.CatalogItem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemReaderTest {
  private final ItemReader reader = new ItemReader(Events.RATES);

  @Test
  void item_isMappedAndItsOtherFieldsBecomeAttributes() {
    assertThat(
            read(
                "{'itemId':'p1','name':'Mug','brand':'Acme','categoryPath':['Home','Kitchen'],"
                    + "'price':{'amount':'10','currency':'EUR'},'url':'https://x','inStock':false,"
                    + "'repeatable':true,'attributes':{'colour':'red'},'cost':4}",
                null))
        .isEqualTo(
            new Reading.Accepted<>(
                new CatalogItem(
                    CatalogItem.SCHEMA,
                    "p1",
                    "Mug",
                    "Acme",
                    List.of("Home", "Kitchen"),
                    new BigDecimal("8.50"),
                    null,
                    "https://x",
                    null,
                    false,
                    false,
                    true,
                    Map.of("colour", "red", "cost", 4L),
                    NOW)));
  }

  @Test
  void idOfTheAddress_isEnough() {
    assertThat(read("{'name':'Mug','price':'9.99'}", "p1"))
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            accepted -> {
              CatalogItem item = (CatalogItem) accepted.value();
              assertThat(item.itemId()).isEqualTo("p1");
              assertThat(item.price()).isEqualByComparingTo("9.99");
              assertThat(item.inStock()).isTrue();
              assertThat(item.attributes()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'name':'x'}|itemId|missing",
        "{'itemId':'a\\u0007'}|itemId|control-character",
        "{'itemId':'p','price':-1}|price|negative-price",
        "{'itemId':'p','price':{'amount':'-1'}}|price.amount|negative-price",
        "{'itemId':'p','price':{'currency':'GBP'}}|price.amount|missing",
        "{'itemId':'p','price':'free'}|price|not-a-number",
        "{'itemId':'p','price':1,'currency':'XXX'}|currency|unknown-currency",
        "{'itemId':'p','inStock':'yes'}|inStock|wrong-type",
        "{'itemId':'p','attributes':[]}|attributes|wrong-type",
        "{'itemId':'p','categoryPath':[1,{}]}|categoryPath|wrong-type",
        "[]|$|wrong-type",
        "{'itemId'}|$|broken-json",
      })
  void badItem_isRejectedWithItsReason(String json, String field, String code) {
    assertThat(reasons(read(json, null)))
        .extracting(r -> r.field() + " " + r.code())
        .containsExactly(field + " " + code);
  }

  @Test
  void otherIdThanTheAddress_isRefused() {
    assertThat(reasons(read("{'itemId':'p2'}", "p1")))
        .extracting(r -> r.field() + " " + r.code())
        .containsExactly("itemId inconsistent");
  }

  private Reading<CatalogItem> read(String json, @Nullable String pathId) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    return reader.read(bytes, 0, bytes.length, Events.LIMITS, pathId, NOW);
  }
}
